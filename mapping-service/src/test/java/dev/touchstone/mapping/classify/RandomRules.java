package dev.touchstone.mapping.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Rules and keys that meet often: made of the same few texts, with the cases in them that go wrong most easily. */
final class RandomRules {
    private static final List<String> TEXTS = List.of(
            "email",
            "EMAIL",
            "Mail",
            "b2b-email-1",
            "cpc",
            "CPC",
            "Facebook",
            "fb",
            "google",
            "news",
            "x",
            "é",
            "É",
            "Straße",
            "STRASSE",
            "ΟΔΟΣ",
            "οδος",
            "ΔΟΣΑ",
            "διος",
            "ı",
            "İ",
            "I",
            "日本",
            "Ж",
            "ж",
            "😀",
            "a b",
            "%20",
            "SU%20-%20ABC",
            "xn--bcher-kva",
            "bücher",
            "spring-sale-2026-summer",
            "spring-sale-2027-summer",
            "Marketo Program",
            "Webinar");
    private static final List<String> HOSTS = List.of(
            "www.google.co.uk",
            "facebook.com",
            "m.facebook.com",
            "facebookmail.com",
            "t.co",
            "example.com/blog/post",
            "news.example.co.uk",
            "localhost",
            "WWW.Example.com:8443/x",
            "mail.google.com",
            "com.linkedin.android",
            "xn--bcher-kva.example.com/%C3%BC",
            "Bücher.example/Straße",
            "shop.example.com/events/2026",
            "www.awin1.com/cread.php",
            ".",
            "www.",
            "/path-only");
    private static final List<String> HOST_CELLS = List.of(
            "facebook",
            "facebook.com",
            "www.example.com",
            "example",
            "com",
            "co.uk",
            "localhost",
            "e",
            "google",
            "xn--bcher-kva.example.com",
            "BÜCHER",
            "example.com:8443",
            "shop.example.com");
    private static final List<String> PATH_CELLS = List.of("/events*", "/x", "*post", "/", "*%c3*", "/blog*");
    private static final List<String> DETECTORS = List.of(
            "[AdWords Paid Search]",
            "[google organic search]",
            "[Other Social]",
            "[Email]",
            "[Affiliate]",
            "[Internal]",
            "[Direct]",
            "[Referral]");
    private static final List<String> MARKERS = List.of("_bl", "awc", "fbclid", "gclid", "msclkid", "unknown");
    private static final List<String> PARAMETERS = List.of("promo", "ref", "région");
    private static final List<String> EXPRESSIONS = List.of(
            "^$",
            "mail",
            "^e.*l$",
            "e(mail|news)x*",
            "(cpc|fb)$",
            "cpc|fb|google",
            "[a-f]{2}",
            "\\.com$",
            "m\\.f",
            "sale-202[67]-s",
            "spring-(sale|mail)-\\d+",
            "b2+b?-",
            "strasse|stra.e",
            "ж+",
            "^日.$",
            "\\bnews\\b",
            "\\x67oogle",
            "SU%20?-",
            "\\d{4}",
            "(?i:FACE)book",
            "é?x",
            ".");

    private final Random random;

    RandomRules(long seed) {
        random = new Random(seed);
    }

    ChannelRules rules(int mostRows) {
        List<ChannelRule> online = IntStream.range(0, random.nextInt(mostRows))
                .mapToObj(i -> new ChannelRule(new ChannelPath("Channel " + i, ""), cells(), "", groups()))
                .toList();
        List<OfflineRule> offline = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> new OfflineRule(
                        random.nextInt(3) == 0 ? "" : pick(TEXTS), new ChannelPath("Offline " + i, ""), groups()))
                .toList();
        return new ChannelRules(online, offline);
    }

    private RuleCells cells() {
        return new RuleCells(
                sometimes(textCell()),
                sometimes(textCell()),
                sometimes(textCell()),
                sometimes(random.nextBoolean() ? textCell() : pick(DETECTORS)),
                sometimes(hostCell()));
    }

    List<ConditionGroup> groups() {
        List<ConditionGroup> groups = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            List<RuleCondition> conditions = new ArrayList<>();
            do {
                conditions.add(condition());
            } while (random.nextInt(3) == 0);
            groups.add(new ConditionGroup(conditions));
        }
        return groups;
    }

    private RuleCondition condition() {
        RuleField field = RuleField.values()[random.nextInt(RuleField.values().length)];
        String parameter = field == RuleField.QUERY_PARAMETER ? pick(PARAMETERS) : "";
        RuleCondition.Test test =
                random.nextInt(3) == 0 ? new RuleCondition.Regex(expression()) : new RuleCondition.Cell(cell(field));
        return new RuleCondition(field, parameter, random.nextInt(4) == 0, test);
    }

    private String expression() {
        return switch (random.nextInt(4)) {
            case 0 -> "^" + CaseFold.fold(pick(TEXTS)).replace("%", "\\%");
            case 1 -> CaseFold.fold(pick(TEXTS)) + "?$";
            default -> pick(EXPRESSIONS);
        };
    }

    private String cell(RuleField field) {
        return switch (field) {
            case LANDING_PAGE -> random.nextBoolean() ? textCell() : pick(DETECTORS);
            case REFERRING_WEBSITE -> random.nextInt(4) == 0 ? pick(DETECTORS) : hostText();
            case LANDING_HOST -> hostText();
            case LANDING_PATH, REFERRER_PATH -> pick(PATH_CELLS);
            case CLICK_MARKER -> random.nextBoolean() ? pick(MARKERS) : "*clid";
            default -> textCell();
        };
    }

    private String textCell() {
        String first = alternative();
        return random.nextInt(4) > 0 ? first : first + ";" + alternative();
    }

    private String alternative() {
        String text = pick(TEXTS);
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> text + "*";
            case 2 -> "*" + text;
            case 3 -> "*" + text + "*";
            default -> text;
        };
    }

    private String hostCell() {
        return random.nextInt(4) == 0 ? pick(DETECTORS) : hostText();
    }

    private String hostText() {
        return switch (random.nextInt(3)) {
            case 0 -> "*" + pick(HOST_CELLS) + "*";
            case 1 -> pick(HOST_CELLS) + ";" + pick(HOST_CELLS);
            default -> pick(HOST_CELLS);
        };
    }

    MappingKey key() {
        TreeSet<String> markers = new TreeSet<>();
        while (random.nextInt(3) == 0) {
            markers.add(pick(MARKERS));
        }
        TreeMap<String, String> parameters = new TreeMap<>();
        while (random.nextInt(3) == 0) {
            parameters.put(pick(PARAMETERS), value());
        }
        return new MappingKey(
                sometimes(value()),
                sometimes(value()),
                sometimes(value()),
                sometimes(pick(HOSTS)),
                sometimes(random.nextInt(5) == 0 ? value() : pick(HOSTS)),
                List.copyOf(markers),
                KeyKind.values()[random.nextInt(3)],
                sometimes(value()),
                parameters);
    }

    private String value() {
        String one = pick(TEXTS);
        return random.nextInt(3) > 0 ? one : one + pick(TEXTS);
    }

    private String sometimes(String text) {
        return random.nextInt(3) == 0 ? text : "";
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
