package dev.touchstone.touchpoint.rule;

import java.util.List;

/**
 * A test of one field. Whether operator, values and the field's type fit is checked where it is taken in.
 *
 * @param field the field
 * @param operator the test
 * @param values what the field is compared with, as many as the operator takes
 */
public record Condition(FieldName field, Operator operator, List<Operand> values) {
    public Condition {
        values = List.copyOf(values);
    }
}
