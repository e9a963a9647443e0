package dev.touchstone.touchpoint.rule.check;

import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression as somebody wrote it, before anything of it is checked.
 *
 * @param groups may be empty, and so may each of them
 */
public record ExpressionDraft(List<List<ConditionDraft>> groups) {
    public ExpressionDraft {
        groups = groups.stream().map(List::copyOf).toList();
    }

    /**
     * A condition.
     *
     * @param field object and name, in any case
     * @param operator the test; null if none that is known was sent
     * @param values any number
     */
    public record ConditionDraft(String field, @Nullable Operator operator, List<ValueDraft> values) {
        public ConditionDraft {
            values = List.copyOf(values);
        }
    }

    /** A value. */
    public sealed interface ValueDraft {
        /** One that can be one. */
        record Given(Operand operand) implements ValueDraft {}

        /**
         * Something else.
         *
         * @param reason what kind of wrong it is
         * @param message what was expected
         */
        record Unreadable(RuleProblem.Reason reason, String message) implements ValueDraft {}
    }
}
