package dev.touchstone.touchpoint.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** The value of a field; a field without value has none of these. Equal values are equal objects. */
public sealed interface FieldValue {
    /** The type. */
    FieldType type();

    /** The value as a text, as campaign names show it and as texts are compared with it. */
    String text();

    /** A text; never empty. */
    record Text(String value) implements FieldValue {
        @Override
        public FieldType type() {
            return FieldType.TEXT;
        }

        @Override
        public String text() {
            return value;
        }
    }

    /** A number; numbers that differ in trailing zeros only are equal. */
    record Decimal(BigDecimal value) implements FieldValue {
        public Decimal {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        @Override
        public FieldType type() {
            return FieldType.NUMBER;
        }

        @Override
        public String text() {
            return value.toPlainString();
        }
    }

    /** A truth value. */
    record Flag(boolean value) implements FieldValue {
        @Override
        public FieldType type() {
            return FieldType.FLAG;
        }

        @Override
        public String text() {
            return Boolean.toString(value);
        }
    }

    /** A time, UTC, microseconds. */
    record Time(Instant value) implements FieldValue {
        @Override
        public FieldType type() {
            return FieldType.TIME;
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /** A day. */
    record Date(LocalDate value) implements FieldValue {
        @Override
        public FieldType type() {
            return FieldType.DATE;
        }

        @Override
        public String text() {
            return value.toString();
        }
    }
}
