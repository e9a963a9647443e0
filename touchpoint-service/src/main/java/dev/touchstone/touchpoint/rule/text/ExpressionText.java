package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.Operand;
import java.util.List;
import java.util.stream.Collectors;

/** Writes an expression as one line of text, which {@link ExpressionParser} reads as an equal expression. */
public final class ExpressionText {
    private ExpressionText() {}

    /** The line. */
    public static String of(Expression expression) {
        return expression.groups().stream()
                .map(group -> group.stream().map(ExpressionText::of).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(" or "));
    }

    /** One condition. */
    public static String of(Condition condition) {
        String test = condition.field().text() + " " + condition.operator().text();
        List<String> values =
                condition.values().stream().map(ExpressionText::of).toList();
        return switch (condition.operator().arity()) {
            case NONE -> test;
            case ONE -> test + " " + values.getFirst();
            case TWO -> test + " " + String.join(" and ", values);
            case MANY -> test + " (" + String.join(", ", values) + ")";
        };
    }

    private static String of(Operand operand) {
        return switch (operand) {
            case Operand.Fixed(FieldValue.Text(String text)) -> Escapes.quote(text);
            case Operand.Fixed(FieldValue value) -> value.text();
            case Operand.DaysFromToday(int days) -> days(days);
        };
    }

    private static String days(int days) {
        if (days == 0) {
            return "today";
        }
        String count = Math.abs(days) + (Math.abs(days) == 1 ? " day" : " days");
        return days < 0 ? count + " ago" : "in " + count;
    }
}
