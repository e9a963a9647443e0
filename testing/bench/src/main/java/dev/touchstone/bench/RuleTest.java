package dev.touchstone.bench;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.Operator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition, as the product, PostgreSQL and Drools write it. The peers have texts in lower case already and write what an empty
 * field means by hand.
 */
sealed interface RuleTest {
    RuleField field();

    Condition condition();

    String sql();

    String drl();

    /** Is one of some texts, or is none of them. */
    record OneOf(RuleField field, List<String> texts, boolean opposite) implements RuleTest {
        @Override
        public Condition condition() {
            return new Condition(
                    field.field(),
                    opposite ? Operator.IS_NOT_ONE_OF : Operator.IS_ONE_OF,
                    texts.stream().map(RuleTest::text).toList());
        }

        @Override
        public String sql() {
            String list = texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", ", "(", ")"));
            return opposite
                    ? "(" + field.column() + " NOT IN " + list + " OR " + field.column() + " IS NULL)"
                    : field.column() + " IN " + list;
        }

        @Override
        public String drl() {
            return texts.stream()
                    .map(text -> field.column() + (opposite ? " != " : " == ") + "\"" + text + "\"")
                    .collect(Collectors.joining(opposite ? " && " : " || "));
        }
    }

    /** Has a text somewhere in it, or has not. */
    record Part(RuleField field, Place place, String text, boolean opposite) implements RuleTest {
        enum Place {
            START(Operator.STARTS_WITH, Operator.DOES_NOT_START_WITH, "startsWith"),
            END(Operator.ENDS_WITH, Operator.DOES_NOT_END_WITH, "endsWith"),
            ANYWHERE(Operator.CONTAINS, Operator.DOES_NOT_CONTAIN, "contains");

            private final Operator operator;
            private final Operator opposite;
            private final String method;

            Place(Operator operator, Operator opposite, String method) {
                this.operator = operator;
                this.opposite = opposite;
                this.method = method;
            }
        }

        @Override
        public Condition condition() {
            return new Condition(
                    field.field(), opposite ? place.opposite : place.operator, List.of(RuleTest.text(text)));
        }

        @Override
        public String sql() {
            String pattern = "'" + (place == Place.START ? "" : "%") + text + (place == Place.END ? "" : "%") + "'";
            return opposite
                    ? "(" + field.column() + " NOT LIKE " + pattern + " OR " + field.column() + " IS NULL)"
                    : field.column() + " LIKE " + pattern;
        }

        @Override
        public String drl() {
            String call = field.column() + "." + place.method + "(\"" + text + "\")";
            return opposite ? field.column() + " == null || !" + call : field.column() + " != null && " + call;
        }
    }

    /** Is between two numbers. */
    record Between(RuleField field, int from, int to) implements RuleTest {
        @Override
        public Condition condition() {
            return new Condition(
                    field.field(),
                    Operator.IS_BETWEEN,
                    Stream.of(from, to)
                            .map(bound -> RuleTest.fixed(new FieldValue.Decimal(BigDecimal.valueOf(bound))))
                            .toList());
        }

        @Override
        public String sql() {
            return field.column() + " BETWEEN " + from + " AND " + to;
        }

        @Override
        public String drl() {
            return field.column() + " >= " + from + " && " + field.column() + " <= " + to;
        }
    }

    /** Is before a day, or not. */
    record Before(RuleField field, LocalDate day, boolean opposite) implements RuleTest {
        @Override
        public Condition condition() {
            return new Condition(
                    field.field(),
                    opposite ? Operator.IS_GREATER_OR_EQUAL_THAN : Operator.IS_LESS_THAN,
                    List.of(RuleTest.fixed(new FieldValue.Date(day))));
        }

        @Override
        public String sql() {
            return field.column() + (opposite ? " >= " : " < ") + "timestamp '" + day + "'";
        }

        @Override
        public String drl() {
            return field.column() + (opposite ? " >= " : " < ") + day.toEpochDay() * RuleInput.SECONDS_PER_DAY + "L";
        }
    }

    /** Is true, or is false. */
    record Is(RuleField field, boolean value) implements RuleTest {
        @Override
        public Condition condition() {
            return new Condition(
                    field.field(), Operator.IS_EQUAL_TO, List.of(RuleTest.fixed(new FieldValue.Flag(value))));
        }

        @Override
        public String sql() {
            return field.column() + " = " + value;
        }

        @Override
        public String drl() {
            return field.column() + " == " + value;
        }
    }

    private static Operand text(String text) {
        return fixed(new FieldValue.Text(text));
    }

    private static Operand fixed(FieldValue value) {
        return new Operand.Fixed(value);
    }
}
