package dev.touchstone.touchpoint.rule;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts values into classes that the conditions of a column do not tell apart. */
interface ValueClasses {
    /** The class of a value, from 0 upwards. */
    int of(@Nullable FieldValue value);

    /** How many classes there are. */
    int count();

    /** The classes of an axis, by what its conditions compare with. */
    static ValueClasses of(Axis axis, List<FieldValue> operands, ZoneId zone) {
        return switch (axis) {
            case PRESENCE -> new Few(2, value -> value == null ? 0 : 1);
            case FLAG -> new Few(3, value -> !(value instanceof FieldValue.Flag(boolean flag)) ? 0 : flag ? 1 : 2);
            case NUMBER, DAY, TIME -> OrderedClasses.of(axis, operands, zone);
            case TEXT, LATE -> throw new IllegalArgumentException(axis + " has no classes");
        };
    }

    /**
     * A few classes.
     *
     * @param count how many
     * @param function which
     */
    record Few(int count, Function<@Nullable FieldValue, Integer> function) implements ValueClasses {
        @Override
        public int of(@Nullable FieldValue value) {
            return function.apply(value);
        }
    }
}
