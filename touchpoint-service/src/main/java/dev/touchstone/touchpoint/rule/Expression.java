package dev.touchstone.touchpoint.rule;

import java.util.List;
import java.util.stream.Stream;

/**
 * Holds if all conditions of at least one group do.
 *
 * @param groups at least one, none of them empty
 */
public record Expression(List<List<Condition>> groups) {
    public Expression {
        groups = groups.stream().map(List::copyOf).toList();
        if (groups.isEmpty() || groups.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException(
                    "an expression has at least one group, and a group at least one condition");
        }
    }

    /** All conditions of all groups. */
    public Stream<Condition> conditions() {
        return groups.stream().flatMap(List::stream);
    }

    /** True if it depends on which day it is. */
    public boolean dependsOnToday() {
        return conditions()
                .flatMap(condition -> condition.values().stream())
                .anyMatch(Operand.DaysFromToday.class::isInstance);
    }
}
