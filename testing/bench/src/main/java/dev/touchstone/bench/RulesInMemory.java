package dev.touchstone.bench;

import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.ObjectFields;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleMatcher;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product's own matcher over the records, in this process and on one thread, a block at a time. */
final class RulesInMemory {
    /** As many as a reader of a table hands over at once. */
    private static final int BLOCK = 2_000;

    private static final RuleCircumstances CIRCUMSTANCES =
            new RuleCircumstances(ZoneId.of("UTC"), LocalDate.of(2017, 3, 5));

    private RulesInMemory() {}

    /** Finds the first rule of each record; the compilation of the rules is in the time. */
    static RuleAnswers run(RuleInput input, List<Expression> rules) {
        CpuClock clock = new CpuClock();
        int[] first = new int[input.records()];
        Map<Integer, ObjectFields> campaigns = new HashMap<>();
        clock.start();
        RuleMatcher matcher = RuleMatcher.compile(rules, CIRCUMSTANCES);
        clock.stop();
        for (int begin = 0; begin < first.length; begin += BLOCK) {
            FieldSource[] block = new FieldSource[Math.min(BLOCK, first.length - begin)];
            for (int i = 0; i < block.length; i++) {
                RuleRecord record = input.record(begin + i);
                ObjectFields campaign = campaigns.computeIfAbsent(
                        record.campaignNumber(), number -> record.campaign().fields());
                ObjectFields member = record.member().fields();
                block[i] = field -> (field.object() == RecordObject.CAMPAIGN ? campaign : member).value(field);
            }
            clock.start();
            for (int i = 0; i < block.length; i++) {
                first[begin + i] = matcher.first(block[i]);
            }
            clock.stop();
        }
        return new RuleAnswers(clock.wall(), clock.cpu(), first);
    }
}
