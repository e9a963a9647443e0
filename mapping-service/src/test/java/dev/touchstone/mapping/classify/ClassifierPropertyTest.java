package dev.touchstone.mapping.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.ruleset.ShippedRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariants of classification over random rules and keys; a seed names each round. */
class ClassifierPropertyTest {
    private static final int KEYS_PER_SEED = 1_500;
    private static final DetectorLists LISTS = ShippedRules.load().lists();
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
            "%20");
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
            "com.linkedin.android");
    private static final List<String> HOST_CELLS = List.of(
            "facebook", "facebook.com", "www.example.com", "example", "com", "co.uk", "localhost", "e", "google");
    private static final List<String> DETECTORS = List.of(
            "[AdWords Paid Search]", "[google organic search]", "[Other Social]", "[Email]", "[Direct]", "[Referral]");
    private static final List<String> MARKERS = List.of("_bl", "fbclid", "gclid", "msclkid", "unknown");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheReferenceAndExplainsTheSameRow(long seed) {
        Random random = new Random(seed);
        ChannelRules rules = rules(random);
        Classifier classifier = new Classifier(rules, LISTS);
        ReferenceClassifier reference = new ReferenceClassifier(rules, LISTS);
        for (int i = 0; i < KEYS_PER_SEED; i++) {
            MappingKey key = key(random);
            int expected = reference.rowNumber(key);
            ChannelMatch match = classifier.classify(key);
            assertThat(match.rowNumber())
                    .as("seed %d, key %s, rules %s", seed, key, rules)
                    .isEqualTo(expected);
            // The explanation walks row by row without the index, so that one in ten is check enough.
            if (i % 10 == 0) {
                explainsTheSameRow(classifier.explain(key), match, rules.size());
            }
        }
    }

    private static void explainsTheSameRow(Explanation explanation, ChannelMatch match, int rows) {
        assertThat(explanation.match()).isEqualTo(match);
        int skipped = match.rowNumber() == 0 ? rows : match.rowNumber() - 1;
        assertThat(explanation.skippedRows())
                .extracting(Explanation.SkippedRow::rowNumber)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, skipped).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void firstMatchingRowIsTheLowestThatMatchesAlone(long seed) {
        Random random = new Random(seed);
        ChannelRules rules = rules(random);
        Classifier together = new Classifier(rules, LISTS);
        List<Classifier> alone = rules.online().stream()
                .map(rule -> new Classifier(new ChannelRules(List.of(rule), List.of()), LISTS))
                .toList();
        for (int i = 0; i < KEYS_PER_SEED / 10; i++) {
            MappingKey key = key(random);
            int lowest = key.kind() == KeyKind.CRM_CAMPAIGN
                    ? together.classify(key).rowNumber()
                    : IntStream.range(0, alone.size())
                            .filter(row -> alone.get(row).classify(key).rowNumber() == 1)
                            .map(row -> row + 1)
                            .findFirst()
                            .orElse(0);
            assertThat(together.classify(key).rowNumber())
                    .as("seed %d, key %s", seed, key)
                    .isEqualTo(lowest);
        }
    }

    private static ChannelRules rules(Random random) {
        List<ChannelRule> online = new ArrayList<>();
        int rows = random.nextInt(25);
        for (int i = 0; i < rows; i++) {
            RuleCells cells = new RuleCells(
                    sometimes(random, textCell(random)),
                    sometimes(random, textCell(random)),
                    sometimes(random, textCell(random)),
                    sometimes(random, random.nextBoolean() ? textCell(random) : pick(random, DETECTORS)),
                    sometimes(random, hostCell(random)));
            online.add(new ChannelRule(new ChannelPath("Channel " + i, ""), cells, ""));
        }
        List<OfflineRule> offline = IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> new OfflineRule(pick(random, TEXTS), new ChannelPath("Offline " + i, "")))
                .toList();
        return new ChannelRules(online, offline);
    }

    private static String textCell(Random random) {
        String first = alternative(random);
        return random.nextInt(4) > 0 ? first : first + ";" + alternative(random);
    }

    private static String alternative(Random random) {
        String text = pick(random, TEXTS);
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> text + "*";
            case 2 -> "*" + text;
            case 3 -> "*" + text + "*";
            default -> text;
        };
    }

    private static String hostCell(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> pick(random, DETECTORS);
            case 1 -> textCell(random);
            case 2 -> pick(random, HOST_CELLS) + ";" + pick(random, HOST_CELLS);
            default -> pick(random, HOST_CELLS);
        };
    }

    private static MappingKey key(Random random) {
        TreeSet<String> markers = new TreeSet<>();
        while (random.nextInt(3) == 0) {
            markers.add(pick(random, MARKERS));
        }
        return new MappingKey(
                sometimes(random, value(random)),
                sometimes(random, value(random)),
                sometimes(random, value(random)),
                sometimes(random, pick(random, HOSTS)),
                sometimes(random, random.nextInt(5) == 0 ? value(random) : pick(random, HOSTS)),
                List.copyOf(markers),
                KeyKind.values()[random.nextInt(3)]);
    }

    private static String value(Random random) {
        String one = pick(random, TEXTS);
        return random.nextInt(3) > 0 ? one : one + pick(random, TEXTS);
    }

    private static String sometimes(Random random, String text) {
        return random.nextInt(3) == 0 ? text : "";
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
