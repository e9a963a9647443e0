package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.detect.AVisit;
import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.detect.Detectors;
import dev.touchstone.mapping.detect.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The rules of classification written as they are read, without regard to speed and without the classes of the real
 * classifier: what that one must agree with.
 */
final class ReferenceClassifier {
    private final ChannelRules rules;
    private final DetectorLists lists;

    ReferenceClassifier(ChannelRules rules, DetectorLists lists) {
        this.rules = rules;
        this.lists = lists;
    }

    int rowNumber(MappingKey key) {
        return IntStream.rangeClosed(1, rules.size())
                .filter(row -> firstMismatch(row, key).isEmpty())
                .findFirst()
                .orElse(0);
    }

    /** The heading of the first cell, left to right and then the groups, that does not match; empty if the row matches. */
    Optional<String> firstMismatch(int rowNumber, MappingKey key) {
        int online = rules.online().size();
        if (rowNumber <= online) {
            return firstMismatch(rules.online().get(rowNumber - 1), key);
        }
        OfflineRule rule = rules.offline().get(rowNumber - online - 1);
        if (key.kind() != KeyKind.CRM_CAMPAIGN) {
            return Optional.of("Kind");
        }
        if (!rule.campaignType().isEmpty() && !rule.campaignType().equalsIgnoreCase(key.medium())) {
            return Optional.of("Campaign Type");
        }
        return anyHolds(rule.anyOf(), key) ? Optional.empty() : Optional.of("More Conditions");
    }

    private Optional<String> firstMismatch(ChannelRule rule, MappingKey key) {
        RuleCells cells = rule.cells();
        if (key.kind() == KeyKind.CRM_CAMPAIGN) {
            return Optional.of("Kind");
        }
        return firstFalse(
                List.of("Campaign", "Medium", "Source", "Landing Page", "Referring Website", "More Conditions"),
                List.of(
                        () -> matches(cells.campaign(), key.campaign(), key),
                        () -> matches(cells.medium(), key.medium(), key),
                        () -> matches(cells.source(), key.source(), key),
                        () -> matches(cells.landingPage(), key.landingPage(), key),
                        () -> matchesHost(cells.referringWebsite(), host(key.referrer()), key),
                        () -> anyHolds(rule.anyOf(), key)));
    }

    private static Optional<String> firstFalse(List<String> names, List<BooleanSupplier> tests) {
        return IntStream.range(0, names.size())
                .filter(i -> !tests.get(i).getAsBoolean())
                .mapToObj(names::get)
                .findFirst();
    }

    private boolean anyHolds(List<ConditionGroup> groups, MappingKey key) {
        return groups.isEmpty()
                || groups.stream().anyMatch(group -> group.conditions().stream().allMatch(one -> holds(one, key)));
    }

    private boolean holds(RuleCondition condition, MappingKey key) {
        return values(condition, key).stream().anyMatch(value -> passes(condition, value, key)) != condition.negated();
    }

    private boolean passes(RuleCondition condition, String value, MappingKey key) {
        return switch (condition.test()) {
            case RuleCondition.Cell(String cell) ->
                condition.field() == RuleField.REFERRING_WEBSITE || condition.field() == RuleField.LANDING_HOST
                        ? matchesHost(cell, value, key)
                        : matches(cell, value, key);
            case RuleCondition.Regex(String regex) ->
                Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(folded(value))
                        .find();
        };
    }

    /** Expressions see the folded value: a word ends before a capital I with a dot but not before the {@code i} that it is folded to. */
    private static String folded(String value) {
        return value.codePoints()
                .map(character -> Character.toLowerCase(Character.toUpperCase(character)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<String> values(RuleCondition condition, MappingKey key) {
        boolean member = key.kind() == KeyKind.CRM_CAMPAIGN;
        boolean program = key.source().equalsIgnoreCase("Marketo Program");
        return switch (condition.field()) {
            case CAMPAIGN -> List.of(key.campaign());
            case MEDIUM -> List.of(key.medium());
            case SOURCE -> List.of(key.source());
            case LANDING_PAGE -> List.of(key.landingPage());
            case LANDING_HOST -> List.of(host(key.landingPage()));
            case LANDING_PATH -> List.of(path(key.landingPage()));
            case QUERY_PARAMETER -> List.of(key.landingParameters().getOrDefault(condition.parameter(), ""));
            case REFERRING_WEBSITE -> List.of(host(key.referrer()));
            case REFERRER_PATH -> List.of(path(key.referrer()));
            case CLICK_MARKER -> key.clickMarkers().isEmpty() ? List.of("") : key.clickMarkers();
            case CAMPAIGN_TYPE -> List.of(member && !program ? key.medium() : "");
            case CAMPAIGN_STATUS -> List.of(member ? key.status() : "");
            case PROGRAM_CHANNEL -> List.of(member && program ? key.medium() : "");
            case ACTIVITY_TYPE -> List.of(key.kind() == KeyKind.CRM_ACTIVITY ? key.medium() : "");
        };
    }

    private boolean matches(String cell, String value, MappingKey key) {
        return cell.isEmpty()
                || Arrays.stream(cell.split(";"))
                        .anyMatch(one -> one.startsWith("[") ? sees(one, key) : matchesText(one, value));
    }

    private boolean matchesHost(String cell, String host, MappingKey key) {
        return cell.isEmpty()
                || Arrays.stream(cell.split(";")).anyMatch(one -> {
                    if (one.startsWith("[")) {
                        return sees(one, key);
                    }
                    return one.contains("*") ? matchesText(one, host) : isNamed(host, one);
                });
    }

    private static boolean isNamed(String host, String name) {
        String domain = host(name).toLowerCase(Locale.ROOT);
        if (domain.contains(".")) {
            return ("." + host).toLowerCase(Locale.ROOT).endsWith("." + domain);
        }
        List<String> labels = List.of(host.split("\\.", -1));
        List<String> named = labels.size() == 1 ? labels : labels.subList(0, labels.size() - 1);
        return named.stream().anyMatch(domain::equalsIgnoreCase);
    }

    private static boolean matchesText(String cell, String value) {
        if (cell.equals("*")) {
            return !value.isEmpty();
        }
        String text = cell.replace("*", "");
        int last = value.length() - text.length();
        boolean anywhereBefore = cell.startsWith("*");
        boolean anywhereAfter = cell.endsWith("*");
        return IntStream.rangeClosed(0, last)
                .filter(at -> anywhereBefore || at == 0)
                .filter(at -> anywhereAfter || at == last)
                .anyMatch(at -> value.regionMatches(true, at, text, 0, text.length()));
    }

    private boolean sees(String cell, MappingKey key) {
        if (key.kind() != KeyKind.WEB_SESSION) {
            return false;
        }
        AVisit visit = new AVisit(
                key.campaign().toLowerCase(Locale.ROOT),
                key.medium().toLowerCase(Locale.ROOT),
                key.source().toLowerCase(Locale.ROOT),
                host(key.referrer()).toLowerCase(Locale.ROOT),
                host(key.landingPage()).toLowerCase(Locale.ROOT),
                key.clickMarkers());
        String name = cell.substring(1, cell.length() - 1);
        return Detectors.find(name).orElseThrow().sees(Evidence.of(visit, lists));
    }

    private static String host(String page) {
        String host = page.split("[/:]", 2)[0];
        return host.toLowerCase(Locale.ROOT).startsWith("www.") && host.length() > 4 ? host.substring(4) : host;
    }

    private static String path(String page) {
        int slash = page.indexOf('/');
        return slash < 0 ? "" : page.substring(slash);
    }
}
