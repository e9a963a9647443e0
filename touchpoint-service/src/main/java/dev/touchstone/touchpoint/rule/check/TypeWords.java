package dev.touchstone.touchpoint.rule.check;

import dev.touchstone.touchpoint.rule.FieldType;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.Operand;

/** Types as messages call them. */
final class TypeWords {
    private TypeWords() {}

    static String of(FieldType type) {
        return switch (type) {
            case TEXT -> "a text";
            case NUMBER -> "a number";
            case FLAG -> "a truth value";
            case TIME -> "a time";
            case DATE -> "a day";
        };
    }

    static String of(Operand operand) {
        return switch (operand) {
            case Operand.Fixed(FieldValue value) -> of(value.type());
            case Operand.DaysFromToday days -> "a day counted from today";
        };
    }

    /** What fits a field, with examples. */
    static String expected(FieldType type) {
        return switch (type) {
            case TEXT -> "a text such as \"Webinar\"";
            case NUMBER -> "a number such as 12.50";
            case FLAG -> "true or false";
            case TIME -> "a time such as 2017-03-01T10:00:00Z, or a day such as 2017-03-01, today or 30 days ago";
            case DATE -> "a day such as 2017-03-01, today or 30 days ago";
        };
    }
}
