package dev.touchstone.mapping.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.Classifier;
import dev.touchstone.mapping.classify.ConditionGroup;
import dev.touchstone.mapping.classify.KeyKind;
import dev.touchstone.mapping.classify.MappingKey;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.classify.RuleCondition;
import dev.touchstone.mapping.classify.RuleField;
import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.ruleset.ShippedRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A row that is told to decide nothing decides no key, among very many that are made from the words of the rules; nor does leaving
 * it out change the channel of any key.
 */
class RuleLintPropertyTest {
    private static final int KEYS_PER_SEED = 3_000;
    private static final DetectorLists LISTS = ShippedRules.load().lists();
    private static final List<String> WORDS =
            List.of("a", "ab", "abc", "b", "bc", "A", "É", "é", "x.a", "a.b", "www.a.b", "google", "cpc", "google.de");
    private static final List<String> HOSTS = List.of(
            "a.b", "x.a.b", "xa.b", "b", "www.a.b/ab", "google.de/", "facebook.com", "abc.a.b:80/x", "a", "www.b");
    private static final List<String> DETECTORS = List.of(
            "[Direct]",
            "[Referral]",
            "[Google Organic Search]",
            "[AdWords Paid Search]",
            "[Facebook]",
            "[Other Social]");
    private static final List<String> REGEXES = List.of("a+", "^a", "", "b$", "^$");
    private static final List<String> MARKERS = List.of("a", "ab", "gclid", "fbclid");
    private static final Set<RuleFinding.Type> DEAD =
            Set.of(RuleFinding.Type.SHADOWED, RuleFinding.Type.DUPLICATE, RuleFinding.Type.CONTRADICTORY);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowThatIsToldToDecideNothingDecidesNothing(long seed) {
        Random random = new Random(seed);
        ChannelRules rules = rules(random);
        Set<Integer> dead = RuleLint.findings(rules).stream()
                .filter(finding -> DEAD.contains(finding.type()))
                .map(RuleFinding::rowNumber)
                .collect(Collectors.toSet());
        Classifier all = new Classifier(rules, LISTS);
        Classifier others = new Classifier(without(dead, rules), LISTS);
        for (int i = 0; i < KEYS_PER_SEED; i++) {
            MappingKey key = key(random);
            assertThat(dead)
                    .as("seed %d, key %s, rules %s", seed, key, rules)
                    .doesNotContain(all.classify(key).rowNumber());
            assertThat(others.classify(key).path())
                    .as("seed %d, key %s, rules %s", seed, key, rules)
                    .isEqualTo(all.classify(key).path());
        }
    }

    private static ChannelRules without(Set<Integer> dead, ChannelRules rules) {
        return new ChannelRules(
                IntStream.range(0, rules.online().size())
                        .filter(i -> !dead.contains(i + 1))
                        .mapToObj(rules.online()::get)
                        .toList(),
                IntStream.range(0, rules.offline().size())
                        .filter(i -> !dead.contains(rules.rowNumberOfOffline(i)))
                        .mapToObj(rules.offline()::get)
                        .toList());
    }

    private static ChannelRules rules(Random random) {
        List<ChannelRule> online = new ArrayList<>();
        int rows = random.nextInt(25);
        while (online.size() < rows) {
            RuleCells cells = new RuleCells(
                    sometimes(random, cell(random, false)),
                    sometimes(random, cell(random, false)),
                    sometimes(random, cell(random, false)),
                    sometimes(random, cell(random, true)),
                    sometimes(random, cell(random, true)));
            online.add(new ChannelRule(new ChannelPath("C" + online.size(), ""), cells, "", groups(random, 3)));
        }
        List<OfflineRule> offline = IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> new OfflineRule(
                        random.nextBoolean() ? pick(random, WORDS) : "",
                        new ChannelPath("D" + i, ""),
                        groups(random, 1)))
                .filter(rule -> !rule.campaignType().isEmpty() || !rule.anyOf().isEmpty())
                .toList();
        return new ChannelRules(online, offline);
    }

    private static List<ConditionGroup> groups(Random random, int rareness) {
        if (random.nextInt(1 + rareness) > 0) {
            return List.of();
        }
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(group -> new ConditionGroup(IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(condition -> condition(random))
                        .toList()))
                .toList();
    }

    private static RuleCondition condition(Random random) {
        RuleField field = RuleField.values()[random.nextInt(RuleField.values().length)];
        String parameter = field == RuleField.QUERY_PARAMETER ? pick(random, MARKERS) : "";
        RuleCondition.Test test = random.nextInt(6) == 0
                ? new RuleCondition.Regex(pick(random, REGEXES))
                : new RuleCondition.Cell(
                        field.allowsDetectors() && random.nextInt(4) == 0
                                ? pick(random, DETECTORS)
                                : cell(random, false));
        return new RuleCondition(field, parameter, random.nextInt(3) == 0, test);
    }

    private static String cell(Random random, boolean detectors) {
        String one = alternative(random, detectors);
        return random.nextInt(3) > 0 ? one : one + ";" + alternative(random, detectors);
    }

    private static String alternative(Random random, boolean detectors) {
        if (detectors && random.nextInt(3) == 0) {
            return pick(random, DETECTORS);
        }
        String word = pick(random, WORDS);
        return switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> word + "*";
            case 2 -> "*" + word;
            case 3 -> "*" + word + "*";
            default -> word;
        };
    }

    private static MappingKey key(Random random) {
        TreeSet<String> markers = new TreeSet<>();
        while (random.nextInt(3) == 0) {
            markers.add(pick(random, MARKERS));
        }
        TreeMap<String, String> parameters = new TreeMap<>();
        while (random.nextInt(3) == 0) {
            parameters.put(pick(random, MARKERS), value(random));
        }
        return new MappingKey(
                sometimes(random, value(random)),
                sometimes(random, value(random)),
                random.nextInt(6) == 0 ? "Marketo Program" : sometimes(random, value(random)),
                sometimes(random, pick(random, HOSTS)),
                sometimes(random, random.nextInt(5) == 0 ? value(random) : pick(random, HOSTS)),
                List.copyOf(markers),
                KeyKind.values()[random.nextInt(3)],
                sometimes(random, value(random)),
                parameters);
    }

    private static String value(Random random) {
        String one = pick(random, WORDS);
        return random.nextInt(3) > 0 ? one : one + pick(random, WORDS);
    }

    private static String sometimes(Random random, String text) {
        return random.nextInt(5) < 2 ? text : "";
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
