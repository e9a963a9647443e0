package dev.touchstone.bench;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.KeyKind;
import dev.touchstone.mapping.classify.MappingKey;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.ruleset.ShippedRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Mapping keys of web sessions and channel rules, from a seed: the same on every machine.
 *
 * <p><b>Shape of the keys:</b> no two are equal; half carry UTM parameters, three in ten have a referrer alone, one in ten a click
 * marker, one in ten nothing; one in three tagged ones is written with capitals. <b>Of the rules:</b> those that ship, detectors
 * included, or rows of a customer, or both, and rows of nothing but {@code *} at the end. A customer's are: campaigns by a part or the beginning of their name,
 * partners by medium and source, sources, referring domains, landing pages, and alternatives. The numbers in them are drawn from
 * twice as many as there are rows, so that one in two such keys finds its row.
 */
final class ChannelInput {
    private static final long SEED = 0x2545F4914F6CDD1DL;
    private static final ShippedRules SHIPPED = ShippedRules.load();
    private static final int CATCH_ALLS = 2;

    private static final List<String> WORDS =
            List.of("launch", "spring", "summit", "demo", "ebook", "retail", "growth", "cloud", "security", "webinar");
    private static final List<String> MEDIA = List.of(
            "cpc", "email", "social", "referral", "newsletter", "paidsocial", "display", "partner", "qr", "print");
    private static final List<String> SOURCES = List.of(
            "google", "bing", "facebook", "linkedin", "newsletter", "hubspot", "outbrain", "capterra", "g2", "youtube");
    private static final List<String> REFERRERS = List.of(
            "www.google.com/",
            "www.google.de/",
            "www.bing.com/search",
            "l.facebook.com/l.php",
            "www.linkedin.com/feed/",
            "t.co/x1",
            "duckduckgo.com/",
            "mail.google.com/mail/u/0",
            "www.youtube.com/watch",
            "en.wikipedia.org/wiki/Marketing",
            "com.google.android.googlequicksearchbox/",
            "news.ycombinator.com/item");
    private static final List<String> MARKERS = List.of("gclid", "msclkid", "fbclid", "li_fat_id", "dclid");

    private final int keys;
    private final int rows;
    private final boolean shipped;

    /**
     * @param keys how many
     * @param rows of the rules that the keys are to meet
     * @param shipped true if the shipped rows, detectors included, stand first; then there are no fewer than ship
     */
    ChannelInput(int keys, int rows, boolean shipped) {
        this.keys = keys;
        this.rows = shipped ? Math.max(rows, SHIPPED.rules().online().size()) : rows;
        this.shipped = shipped;
    }

    /** Keys that meet the shipped rules. */
    static ChannelInput ofShippedRules(int keys) {
        return new ChannelInput(keys, 0, true);
    }

    /** The same keys, and as many rows, but with the shipped ones first. */
    ChannelInput withShippedRows() {
        return new ChannelInput(keys, rows, true);
    }

    boolean isWithShippedRows() {
        return shipped;
    }

    int keys() {
        return keys;
    }

    static ShippedRules shipped() {
        return SHIPPED;
    }

    /** The rules; the last rows are the shipped ones of nothing but {@code *}. */
    ChannelRules rules() {
        List<ChannelRule> rowsThatShip = SHIPPED.rules().online();
        int last = rowsThatShip.size() - CATCH_ALLS;
        Random random = new Random(SEED);
        List<ChannelRule> online = new ArrayList<>(shipped ? rowsThatShip.subList(0, last) : List.of());
        while (online.size() < rows - CATCH_ALLS) {
            online.add(new ChannelRule(
                    new ChannelPath("Channel " + online.size() % 40, "Subchannel " + online.size() % 200),
                    cells(random),
                    ""));
        }
        online.addAll(rowsThatShip.subList(last, rowsThatShip.size()));
        return new ChannelRules(online, List.of());
    }

    private RuleCells cells(Random random) {
        String number = number(random);
        String word = pick(WORDS, random);
        return switch (random.nextInt(8)) {
            case 0 -> new RuleCells("*" + word + "-" + number + "*", "", "", "", "");
            case 1 -> new RuleCells(word + " " + number + "*", "", "", "", "");
            case 2 -> new RuleCells("", pick(MEDIA, random), "partner-" + number, "", "");
            case 3 -> new RuleCells("", "", "Source" + number + ";src-" + number, "", "");
            case 4 -> new RuleCells("", "", "", "", "site" + number + ".example");
            case 5 -> new RuleCells("", "", "", "shop.example.com/product-" + number + "*", "");
            case 6 -> new RuleCells("*" + number, "*mail*", "", "", "");
            default -> new RuleCells(word + "*;*" + number + "*", pick(MEDIA, random), "", "*/" + word + "*", "");
        };
    }

    private String number(Random random) {
        return String.format(Locale.ROOT, "%05d", random.nextInt(2 * rows));
    }

    /** One key; the same for the same number. */
    MappingKey key(int number) {
        Random random = new Random(SEED + 31L * number);
        int kind = random.nextInt(10);
        boolean tagged = kind < 5;
        String campaign = tagged ? campaign(random) : "";
        String medium = tagged ? pick(MEDIA, random) : "";
        String source = tagged ? source(random) : "";
        boolean capitals = random.nextInt(3) == 0;
        String page = random.nextInt(3) == 0
                ? "shop.example.com/product-" + number(random) + "/" + number
                : "www.example.com/" + pick(WORDS, random) + "/article-" + number;
        String referrer = kind >= 5 && kind < 8 ? referrer(random) : "";
        List<String> markers = kind == 8 ? List.of(pick(MARKERS, random)) : List.of();
        return new MappingKey(
                capitals ? campaign.toUpperCase(Locale.ROOT) : campaign,
                medium,
                capitals ? source.toUpperCase(Locale.ROOT) : source,
                page,
                referrer,
                markers,
                KeyKind.WEB_SESSION);
    }

    private String campaign(Random random) {
        String separator = random.nextBoolean() ? "-" : " ";
        return pick(WORDS, random) + separator + number(random) + separator + pick(WORDS, random);
    }

    private String source(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> pick(SOURCES, random);
            case 1 -> "partner-" + number(random);
            default -> "source" + number(random);
        };
    }

    private String referrer(Random random) {
        return random.nextBoolean()
                ? pick(REFERRERS, random)
                : "blog.site" + number(random) + ".example/" + pick(WORDS, random);
    }

    /** Tells one input from another. */
    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < Math.min(keys, 10_000); i++) {
                sha.update(key(i).toString().getBytes(StandardCharsets.UTF_8));
            }
            sha.update(rules().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
