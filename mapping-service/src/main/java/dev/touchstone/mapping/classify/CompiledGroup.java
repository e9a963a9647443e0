package dev.touchstone.mapping.classify;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A group of further conditions ready to compare.
 *
 * @param written the group as a line of text has it
 */
record CompiledGroup(String written, List<CompiledCondition> conditions) {
    CompiledGroup {
        conditions = List.copyOf(conditions);
    }

    static CompiledGroup of(ConditionGroup group) {
        return new CompiledGroup(
                ConditionSyntax.format(group),
                group.conditions().stream().map(CompiledCondition::of).toList());
    }

    boolean holds(FoldedKey key) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(key)) {
                return false;
            }
        }
        return true;
    }

    /** The group that held. */
    CellOutcome held(FoldedKey key) {
        String values = conditions.size() == 1
                ? conditions.getFirst().value(key)
                : conditions.stream()
                        .map(condition -> name(condition) + "=" + condition.value(key))
                        .collect(Collectors.joining("; "));
        return new CellOutcome(Column.MORE_CONDITIONS, written, values);
    }

    /** The first condition that did not hold, of a group that did not. */
    CellOutcome failed(FoldedKey key) {
        CompiledCondition first = conditions.stream()
                .filter(condition -> !condition.holds(key))
                .findFirst()
                .orElseThrow();
        return new CellOutcome(Column.MORE_CONDITIONS, first.written(), first.value(key));
    }

    private static String name(CompiledCondition condition) {
        String words = condition.field().words();
        return condition.parameter().isEmpty() ? words : words + "." + condition.parameter();
    }
}
