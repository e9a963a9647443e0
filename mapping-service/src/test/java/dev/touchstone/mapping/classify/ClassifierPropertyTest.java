package dev.touchstone.mapping.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.ruleset.ShippedRules;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Invariants of classification over random rules and keys; a seed names each round.
 *
 * <p>The regular run compares some hundred thousand keys with the reference. For millions:
 * {@code mvn -pl mapping-service -am test -Dtest=ClassifierPropertyTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtouchstone.classifier.seeds=5000}.
 */
class ClassifierPropertyTest {
    private static final int KEYS_PER_SEED = 1_000;
    private static final DetectorLists LISTS = ShippedRules.load().lists();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("touchstone.classifier.seeds", 300));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheReferenceAndExplainsTheSameRow(long seed) {
        RandomRules random = new RandomRules(seed);
        // Few rows let many keys through to the last; many rows share values, which is what the index chooses by.
        ChannelRules rules = random.rules(seed % 10 == 0 ? 300 : 25);
        Classifier classifier = new Classifier(rules, LISTS);
        ReferenceClassifier reference = new ReferenceClassifier(rules, LISTS);
        for (int i = 0; i < KEYS_PER_SEED; i++) {
            MappingKey key = random.key();
            int expected = reference.rowNumber(key);
            ChannelMatch match = classifier.classify(key);
            assertThat(match.rowNumber())
                    .as("seed %d, key %s, rules %s", seed, key, rules)
                    .isEqualTo(expected);
            // The explanation walks row by row without the index, so that one in ten is check enough.
            if (i % 10 == 0) {
                explainsTheSame(classifier.explain(key), match, key, reference, rules.size());
            }
        }
    }

    private static void explainsTheSame(
            Explanation explanation, ChannelMatch match, MappingKey key, ReferenceClassifier reference, int rows) {
        assertThat(explanation.match()).isEqualTo(match);
        int skipped = match.rowNumber() == 0 ? rows : match.rowNumber() - 1;
        assertThat(explanation.skippedRows())
                .extracting(row ->
                        row.rowNumber() + " " + row.firstMismatch().column().heading())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, skipped)
                        .mapToObj(row ->
                                row + " " + reference.firstMismatch(row, key).orElseThrow())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void firstMatchingRowIsTheLowestThatMatchesAlone(long seed) {
        RandomRules random = new RandomRules(seed);
        ChannelRules rules = random.rules(25);
        Classifier together = new Classifier(rules, LISTS);
        List<Classifier> alone = IntStream.range(0, rules.size())
                .mapToObj(row -> new Classifier(only(rules, row), LISTS))
                .toList();
        for (int i = 0; i < KEYS_PER_SEED / 10; i++) {
            MappingKey key = random.key();
            int lowest = IntStream.range(0, alone.size())
                    .filter(row -> alone.get(row).classify(key).rowNumber() == 1)
                    .map(row -> row + 1)
                    .findFirst()
                    .orElse(0);
            assertThat(together.classify(key).rowNumber())
                    .as("seed %d, key %s", seed, key)
                    .isEqualTo(lowest);
        }
    }

    private static ChannelRules only(ChannelRules rules, int row) {
        int online = rules.online().size();
        return row < online
                ? new ChannelRules(List.of(rules.online().get(row)), List.of())
                : new ChannelRules(List.of(), List.of(rules.offline().get(row - online)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lineOfConditionsIsReadAsItWasWritten(long seed) {
        List<ConditionGroup> groups = new RandomRules(seed).groups();
        String line = ConditionSyntax.format(groups);
        assertThat(ConditionSyntax.problem(groups)).as(line).isEmpty();
        assertThat(ConditionSyntax.parse(line)).isEqualTo(groups);
        assertThat(ConditionSyntax.format(ConditionSyntax.parse(line))).isEqualTo(line);
    }
}
