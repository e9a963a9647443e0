package dev.touchstone.touchpoint.rule;

import java.util.List;

/**
 * What of a value a condition looks at. Conditions of one axis on one field are tested together, with one look at the value.
 */
enum Axis {
    /** Whether there is one. */
    PRESENCE,
    /** Its text. */
    TEXT,
    /** Which of the numbers that rules name it lies at, or between. */
    NUMBER,
    /** Whether it is true. */
    FLAG,
    /** The same for its day. */
    DAY,
    /** The same for its time. */
    TIME,
    /** All of it: tested last, and only for rules whose other conditions hold. */
    LATE;

    /** The axis of a condition; operands of several types are none of an axis, and checked rules have none of these. */
    static Axis of(Operator operator, List<FieldValue> operands) {
        return switch (operator) {
            case IS_NULL, IS_NOT_NULL -> PRESENCE;
            case CONTAINS,
                    DOES_NOT_CONTAIN,
                    STARTS_WITH,
                    DOES_NOT_START_WITH,
                    ENDS_WITH,
                    DOES_NOT_END_WITH,
                    MATCHES_ANY,
                    DOES_NOT_MATCH_ANY -> TEXT;
            case MATCHES_REGEX, DOES_NOT_MATCH_REGEX -> LATE;
            case IS_EQUAL_TO, IS_NOT_EQUAL_TO, IS_ONE_OF, IS_NOT_ONE_OF -> ofType(operands, TEXT);
            case IS_GREATER_THAN, IS_LESS_THAN, IS_GREATER_OR_EQUAL_THAN, IS_LESS_OR_EQUAL_THAN, IS_BETWEEN ->
                ofType(operands, LATE);
        };
    }

    private static Axis ofType(List<FieldValue> operands, Axis ofTexts) {
        List<FieldType> types =
                operands.stream().map(FieldValue::type).distinct().toList();
        if (types.size() != 1) {
            return LATE;
        }
        return switch (types.getFirst()) {
            case TEXT -> ofTexts;
            case NUMBER -> NUMBER;
            case FLAG -> FLAG;
            case TIME -> TIME;
            case DATE -> DAY;
        };
    }
}
