package dev.touchstone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.FieldValue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleInputTest {
    private final RuleInput input = new RuleInput(2_000);

    @Test
    void rulesHaveFiveConditionsOnDifferentFields() {
        List<List<RuleTest>> rules = RuleInput.rules(300);

        assertThat(rules)
                .hasSize(300)
                .allSatisfy(rule ->
                        assertThat(rule).hasSize(5).extracting(RuleTest::field).doesNotHaveDuplicates());
        assertThat(RuleInput.rules(200)).isEqualTo(rules.subList(0, 200));
        assertThat(RuleInput.expressions(rules).getFirst().conditions())
                .containsExactlyElementsOf(
                        rules.getFirst().stream().map(RuleTest::condition).toList());
    }

    @Test
    void recordsHaveTheFieldsThatRulesTest() {
        List<RuleRecord> records =
                IntStream.range(0, input.records()).mapToObj(input::record).toList();

        for (RuleTest test : RuleInput.rules(50).stream().flatMap(List::stream).toList()) {
            Condition condition = test.condition();
            assertThat(records)
                    .as("%s", condition.field())
                    .anySatisfy(record -> assertThat(value(record, condition)).isNotNull());
        }
        assertThat(records).extracting(RuleRecord::campaignNumber).doesNotContain(-1, 500);
    }

    private static FieldValue value(RuleRecord record, Condition condition) {
        return switch (condition.field().object()) {
            case CAMPAIGN -> record.campaign().fields().value(condition.field());
            default -> record.member().fields().value(condition.field());
        };
    }

    @Test
    void sameSizeGivesTheSameInput() {
        assertThat(new RuleInput(2_000).digest()).isEqualTo(input.digest());
        assertThat(new RuleInput(1_000).digest()).isNotEqualTo(input.digest());
        assertThat(new RuleInput(1_000).record(7)).isEqualTo(input.record(7));
    }
}
