package dev.touchstone.touchpoint.rule;

import java.util.List;
import java.util.stream.IntStream;

/** What {@link RuleMatcher} promises, as plainly as it can be said: every condition of every rule is tried. */
record ScanningMatcher(List<Expression> expressions, RuleCircumstances circumstances) {
    IntStream all(FieldSource fields) {
        return IntStream.range(0, expressions.size())
                .filter(rule -> expressions.get(rule).groups().stream()
                        .anyMatch(group -> group.stream().allMatch(condition -> holds(condition, fields))));
    }

    private boolean holds(Condition condition, FieldSource fields) {
        return ConditionTest.of(condition, circumstances).holds(fields.value(condition.field()));
    }
}
