package dev.touchstone.touchpoint.rule;

/** What a field is compared with. */
public sealed interface Operand {
    /** A value. */
    record Fixed(FieldValue value) implements Operand {}

    /**
     * A day that moves.
     *
     * @param days after today, negative for before; at most {@value #MAX_DAYS} either way
     */
    record DaysFromToday(int days) implements Operand {
        /** A hundred years. */
        public static final int MAX_DAYS = 36_500;

        public DaysFromToday {
            if (Math.abs((long) days) > MAX_DAYS) {
                throw new IllegalArgumentException("at most " + MAX_DAYS + " days from today, but " + days);
            }
        }
    }
}
