package dev.touchstone.mapping.classify;

import java.util.List;

/**
 * Conditions that must all hold.
 *
 * @param conditions at least one, in the order they were written in
 */
public record ConditionGroup(List<RuleCondition> conditions) {
    public ConditionGroup {
        conditions = List.copyOf(conditions);
    }
}
