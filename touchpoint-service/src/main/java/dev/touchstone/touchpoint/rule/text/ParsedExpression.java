package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.Expression;
import java.util.List;

/**
 * An expression, and where in the text its pieces stand.
 *
 * @param expression with the fields as they were written
 * @param columns of each condition of each group
 */
public record ParsedExpression(Expression expression, List<List<Columns>> columns) {
    public ParsedExpression {
        columns = columns.stream().map(List::copyOf).toList();
    }

    /**
     * Where the pieces of a condition begin, from 1 upwards.
     *
     * @param field the field
     * @param operator the test
     * @param values each value
     */
    public record Columns(int field, int operator, List<Integer> values) {
        public Columns {
            values = List.copyOf(values);
        }
    }
}
