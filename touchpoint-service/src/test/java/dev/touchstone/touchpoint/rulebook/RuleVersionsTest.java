package dev.touchstone.touchpoint.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleVersionsTest {
    @Test
    void ruleThatDidNotChangeKeepsItsVersionWhereverItStands() {
        RuleList before = list(3, rule("A", "a", 1), rule("B", "b", 3));

        RuleList next = RuleVersions.next(before, List.of(rule("B", "b", 0), rule("C", "c", 0), rule("A", "a2", 0)));

        assertThat(next.version()).isEqualTo(4);
        assertThat(next.rules()).containsExactly(rule("B", "b", 3), rule("C", "c", 4), rule("A", "a2", 4));
    }

    @Test
    void equalRulesMakeNoVersion() {
        RuleList before = list(3, rule("A", "a", 1), rule("B", "b", 3));

        assertThat(RuleVersions.next(before, List.of(rule("A", "a", 0), rule("B", "b", 9))))
                .isSameAs(before);
        assertThat(RuleVersions.next(before, List.of(rule("B", "b", 0), rule("A", "a", 0)))
                        .version())
                .as("another order")
                .isEqualTo(4);
        assertThat(RuleVersions.next(before, List.of(rule("a", "a", 0), rule("B", "b", 0)))
                        .rules())
                .as("another spelling of a name")
                .containsExactly(rule("a", "a", 4), rule("B", "b", 3));
    }

    @Test
    void differencesAreAddedChangedMovedAndRemovedRules() {
        RuleList earlier = list(1, rule("A", "a", 1), rule("B", "b", 1), rule("C", "c", 1), rule("D", "d", 1));
        RuleList later = list(2, rule("New", "n", 2), rule("C", "c", 1), rule("a", "a2", 2), rule("D", "d", 1));

        assertThat(RuleVersions.between(earlier, later))
                .containsExactly(
                        new RuleVersions.Difference(null, 0, rule("New", "n", 2), 1),
                        new RuleVersions.Difference(rule("A", "a", 1), 1, rule("a", "a2", 2), 3),
                        new RuleVersions.Difference(rule("B", "b", 1), 2, null, 0));
        assertThat(RuleVersions.between(earlier, earlier)).isEmpty();
    }

    @Test
    void oneRuleThatIsMovedIsOneDifference() {
        RuleList earlier = list(1, rule("A", "a", 1), rule("B", "b", 1), rule("C", "c", 1), rule("D", "d", 1));
        RuleList later = list(2, rule("D", "d", 1), rule("A", "a", 1), rule("B", "b", 1), rule("C", "c", 1));

        assertThat(RuleVersions.between(earlier, later))
                .containsExactly(new RuleVersions.Difference(rule("D", "d", 1), 4, rule("D", "d", 1), 1));
    }

    @Test
    void segmentsOfOneNameInTwoCategoriesAreTwoRules() {
        RuleList earlier = list(1, segment("Size", "Other", "a"), segment("Region", "Other", "b"));
        RuleList later = list(2, segment("Size", "Other", "a"), segment("Region", "Other", "c"));

        assertThat(RuleVersions.between(earlier, later))
                .containsExactly(new RuleVersions.Difference(
                        segment("Region", "Other", "b"), 2, segment("Region", "Other", "c"), 2));
    }

    /** The rules that are said to have moved are no more than must have: as few as any way of sorting needs. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void runIsAscendingAndNoOtherIsLonger(long seed) {
        Random random = new Random(seed);
        List<Integer> shuffled = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
        Collections.shuffle(shuffled, random);
        int[] numbers = shuffled.stream().mapToInt(Integer::intValue).toArray();

        List<Integer> run = LongestRun.ascending(numbers);

        assertThat(run).isSorted();
        assertThat(run.stream().map(index -> numbers[index]).toList()).isSorted();
        assertThat(run).as("seed %d", seed).hasSize(longestByTryingAll(numbers));
        assertThat(LongestRun.ascending(new int[0])).isEmpty();
    }

    private static int longestByTryingAll(int[] numbers) {
        int longest = 0;
        for (int chosen = 0; chosen < 1 << numbers.length; chosen++) {
            int set = chosen;
            int[] taken = IntStream.range(0, numbers.length)
                    .filter(i -> (set & 1 << i) != 0)
                    .map(i -> numbers[i])
                    .toArray();
            int[] sorted = Arrays.stream(taken).sorted().toArray();
            if (Arrays.equals(taken, sorted)) {
                longest = Math.max(longest, taken.length);
            }
        }
        return longest;
    }

    private static RuleList list(long version, GenerationRule... rules) {
        return new RuleList(RuleListKind.CAMPAIGN_MEMBER, version, List.of(rules));
    }

    private static GenerationRule rule(String name, String type, long since) {
        return new GenerationRule(
                name, expression(type), new FieldName(RecordObject.CAMPAIGN_MEMBER, "CreatedDate"), null, "", since);
    }

    private static GenerationRule segment(String category, String name, String type) {
        return new GenerationRule(name, expression(type), null, null, category, 1);
    }

    private static Expression expression(String type) {
        return new Expression(List.of(List.of(new Condition(
                new FieldName(RecordObject.CAMPAIGN, "Type"),
                Operator.IS_EQUAL_TO,
                List.of(new Operand.Fixed(new FieldValue.Text(type)))))));
    }
}
