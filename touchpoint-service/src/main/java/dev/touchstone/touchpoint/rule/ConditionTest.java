package dev.touchstone.touchpoint.rule;

import com.google.re2j.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tests the value of one field (requirement, section 3.3): the one place that says what a test means. {@link RuleMatcher} asks it
 * for every class of values, and for texts shares {@link Fold} and {@link Wildcard} with it.
 */
final class ConditionTest {
    private final Operator operator;
    private final List<FieldValue> operands;
    /** Of the operands; null for those that are no texts. */
    private final List<@Nullable String> foldedTexts;

    private final RuleCircumstances circumstances;
    private final Predicate<String> textTest;

    private ConditionTest(Operator operator, List<FieldValue> operands, RuleCircumstances circumstances) {
        this.operator = operator;
        this.operands = operands;
        this.foldedTexts = operands.stream()
                .<@Nullable String>map(
                        operand -> operand instanceof FieldValue.Text(String text) ? Fold.of(text) : null)
                .toList();
        this.circumstances = circumstances;
        this.textTest =
                textTest(operator, operands.stream().map(FieldValue::text).toList());
    }

    /** The test of a condition. */
    static ConditionTest of(Condition condition, RuleCircumstances circumstances) {
        return new ConditionTest(
                condition.operator(),
                condition.values().stream()
                        .map(operand -> value(operand, circumstances))
                        .toList(),
                circumstances);
    }

    /** What a condition compares with, moving days as they are today. */
    static FieldValue value(Operand operand, RuleCircumstances circumstances) {
        return switch (operand) {
            case Operand.Fixed(FieldValue value) -> value;
            case Operand.DaysFromToday(int days) ->
                new FieldValue.Date(circumstances.today().plusDays(days));
        };
    }

    /** True if the value passes; null is an empty field. */
    boolean holds(@Nullable FieldValue value) {
        return switch (operator) {
            case IS_NULL -> value == null;
            case IS_NOT_NULL -> value != null;
            case IS_EQUAL_TO, IS_ONE_OF -> isOneOf(value);
            case IS_NOT_EQUAL_TO, IS_NOT_ONE_OF -> !isOneOf(value);
            case CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES_ANY, MATCHES_REGEX -> hasText(value);
            case DOES_NOT_CONTAIN, DOES_NOT_START_WITH, DOES_NOT_END_WITH, DOES_NOT_MATCH_ANY, DOES_NOT_MATCH_REGEX ->
                !hasText(value);
            case IS_GREATER_THAN -> compares(value, 0, sign -> sign > 0);
            case IS_LESS_THAN -> compares(value, 0, sign -> sign < 0);
            case IS_GREATER_OR_EQUAL_THAN -> compares(value, 0, sign -> sign >= 0);
            case IS_LESS_OR_EQUAL_THAN -> compares(value, 0, sign -> sign <= 0);
            case IS_BETWEEN -> compares(value, 0, sign -> sign >= 0) && compares(value, 1, sign -> sign <= 0);
        };
    }

    private boolean isOneOf(@Nullable FieldValue value) {
        return value != null
                && IntStream.range(0, operands.size())
                        .anyMatch(i -> isEqual(value, operands.get(i), foldedTexts.get(i)));
    }

    private boolean isEqual(FieldValue value, FieldValue operand, @Nullable String foldedText) {
        if (foldedText != null) {
            return Fold.of(value.text()).equals(foldedText);
        }
        Integer sign = compare(value, operand);
        return sign == null ? value.equals(operand) : sign == 0;
    }

    private boolean hasText(@Nullable FieldValue value) {
        return value != null && textTest.test(value.text());
    }

    private boolean compares(@Nullable FieldValue value, int index, Predicate<Integer> test) {
        Integer sign = value == null ? null : compare(value, operands.get(index));
        return sign != null && test.test(sign);
    }

    /** The sign of value minus operand; null if they are not to be compared. A time compares with a day by its own day. */
    private @Nullable Integer compare(FieldValue value, FieldValue operand) {
        if (value instanceof FieldValue.Decimal(var number) && operand instanceof FieldValue.Decimal(var other)) {
            return number.compareTo(other);
        }
        if (operand instanceof FieldValue.Date(LocalDate other)) {
            LocalDate day = day(value, circumstances.zone());
            return day == null ? null : day.compareTo(other);
        }
        if (operand instanceof FieldValue.Time(Instant other)) {
            Instant time = time(value, circumstances.zone());
            return time == null ? null : time.compareTo(other);
        }
        return null;
    }

    /** The day of a value; null if it has none. */
    static @Nullable LocalDate day(FieldValue value, ZoneId zone) {
        return switch (value) {
            case FieldValue.Date(LocalDate date) -> date;
            case FieldValue.Time(Instant time) -> LocalDate.ofInstant(time, zone);
            default -> null;
        };
    }

    /** The time of a value, for a day its first moment; null if it has none. */
    static @Nullable Instant time(FieldValue value, ZoneId zone) {
        return switch (value) {
            case FieldValue.Time(Instant time) -> time;
            case FieldValue.Date(LocalDate date) -> date.atStartOfDay(zone).toInstant();
            default -> null;
        };
    }

    private static Predicate<String> textTest(Operator operator, List<String> operands) {
        return switch (operator) {
            case CONTAINS, DOES_NOT_CONTAIN -> {
                String part = Fold.of(operands.getFirst());
                yield text -> Fold.of(text).contains(part);
            }
            case STARTS_WITH, DOES_NOT_START_WITH -> {
                String start = Fold.of(operands.getFirst());
                yield text -> Fold.of(text).startsWith(start);
            }
            case ENDS_WITH, DOES_NOT_END_WITH -> {
                String end = Fold.of(operands.getFirst());
                yield text -> Fold.of(text).endsWith(end);
            }
            case MATCHES_ANY, DOES_NOT_MATCH_ANY -> {
                List<Wildcard> wildcards = operands.stream().map(Wildcard::of).toList();
                yield text -> {
                    String folded = Fold.of(text);
                    return wildcards.stream().anyMatch(wildcard -> wildcard.matches(folded));
                };
            }
            case MATCHES_REGEX, DOES_NOT_MATCH_REGEX -> {
                Pattern pattern = Pattern.compile(operands.getFirst(), Pattern.CASE_INSENSITIVE);
                yield text -> pattern.matcher(text).find();
            }
            default -> text -> false;
        };
    }
}
