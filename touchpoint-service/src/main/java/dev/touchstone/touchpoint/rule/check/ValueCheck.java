package dev.touchstone.touchpoint.rule.check;

import dev.touchstone.touchpoint.rule.FieldType;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.KnownField;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.check.ExpressionDraft.ConditionDraft;
import dev.touchstone.touchpoint.rule.check.ExpressionDraft.ValueDraft;
import dev.touchstone.touchpoint.rule.check.RuleProblem.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Checks the values of a condition, once its field and its test are known. */
final class ValueCheck {
    static final int MAX_VALUES = 1_000;
    static final int MAX_TEXT = 1_000;
    static final int MAX_DIGITS = 30;

    private final Problems problems;

    ValueCheck(Problems problems) {
        this.problems = problems;
    }

    /** The values, if they are as many as the test takes, and of the field's type. */
    Optional<List<Operand>> values(ConditionPlace place, KnownField field, Operator operator, ConditionDraft draft) {
        int before = problems.count();
        if (!count(place, operator, draft.values().size())) {
            return Optional.empty();
        }
        for (int i = 0; i < draft.values().size(); i++) {
            switch (draft.values().get(i)) {
                case ValueDraft.Given(Operand operand) -> value(place.value(i), field, operator, operand);
                case ValueDraft.Unreadable(Reason reason, String message) ->
                    problems.add(place.value(i), reason, message);
            }
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        List<Operand> operands = draft.values().stream()
                .map(ValueDraft.Given.class::cast)
                .map(ValueDraft.Given::operand)
                .toList();
        if (operator == Operator.IS_BETWEEN && areReversed(operands)) {
            problems.add(
                    place.value(1),
                    Reason.OUT_OF_RANGE,
                    "must not be less than the first value: the smaller bound comes first");
            return Optional.empty();
        }
        return Optional.of(operands);
    }

    private boolean count(ConditionPlace place, Operator operator, int size) {
        String test = "`" + operator.text() + "`";
        return switch (operator.arity()) {
            case NONE -> exactly(place, test + " takes no value", 0, size);
            case ONE -> exactly(place, test + " takes one value", 1, size);
            case TWO -> exactly(place, test + " takes two values, the smaller first", 2, size);
            case MANY -> problems.requireSize(place.values(), "values", size, MAX_VALUES);
        };
    }

    private boolean exactly(ConditionPlace place, String takes, int expected, int size) {
        if (size != expected) {
            problems.add(place.values(), Reason.WRONG_NUMBER_OF_VALUES, takes + ", but there are " + size);
        }
        return size == expected;
    }

    private void value(Spot spot, KnownField field, Operator operator, Operand operand) {
        if (!fits(field.type(), operand)) {
            problems.add(
                    spot,
                    Reason.WRONG_TYPE,
                    "must be " + TypeWords.expected(field.type()) + ", because "
                            + field.name().text() + " is " + TypeWords.of(field.type()) + ", but is "
                            + TypeWords.of(operand));
        } else if (operand instanceof Operand.Fixed(FieldValue.Text(String text))) {
            text(spot, operator, text);
        } else if (operand instanceof Operand.Fixed(FieldValue.Decimal(BigDecimal number))) {
            number(spot, number);
        }
    }

    private static boolean fits(FieldType type, Operand operand) {
        return switch (operand) {
            case Operand.DaysFromToday days -> type == FieldType.TIME || type == FieldType.DATE;
            case Operand.Fixed(FieldValue value) ->
                value.type() == type || (type == FieldType.TIME && value.type() == FieldType.DATE);
        };
    }

    private void text(Spot spot, Operator operator, String text) {
        if (text.isEmpty()) {
            problems.add(spot, Reason.FIELD_REQUIRED, "must not be empty; an empty field is tested with `is null`");
            return;
        }
        boolean regex = operator == Operator.MATCHES_REGEX || operator == Operator.DOES_NOT_MATCH_REGEX;
        if (problems.limitText(spot, text, MAX_TEXT) && regex) {
            RegexCheck.problem(text).ifPresent(problem -> problems.add(spot, Reason.BAD_REGEX, problem));
        }
    }

    private void number(Spot spot, BigDecimal number) {
        int digits = Math.max(number.precision(), number.precision() - number.scale());
        if (Math.max(digits, number.scale()) > MAX_DIGITS) {
            problems.add(spot, Reason.INVALID_NUMBER, "must have at most " + MAX_DIGITS + " digits");
        }
    }

    /** True if it is certain; whether today lies before a fixed day changes, and then the test just never holds. */
    private static boolean areReversed(List<Operand> bounds) {
        if (bounds.get(0) instanceof Operand.DaysFromToday(int from)
                && bounds.get(1) instanceof Operand.DaysFromToday(int to)) {
            return from > to;
        }
        if (bounds.get(0) instanceof Operand.Fixed(FieldValue from)
                && bounds.get(1) instanceof Operand.Fixed(FieldValue to)) {
            return areReversed(from, to);
        }
        return false;
    }

    private static boolean areReversed(FieldValue from, FieldValue to) {
        if (from instanceof FieldValue.Decimal(var one) && to instanceof FieldValue.Decimal(var other)) {
            return one.compareTo(other) > 0;
        }
        if (from instanceof FieldValue.Date(var one) && to instanceof FieldValue.Date(var other)) {
            return one.isAfter(other);
        }
        return from instanceof FieldValue.Time(var one)
                && to instanceof FieldValue.Time(var other)
                && one.isAfter(other);
    }
}
