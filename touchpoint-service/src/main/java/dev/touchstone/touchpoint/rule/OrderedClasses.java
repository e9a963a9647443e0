package dev.touchstone.touchpoint.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Class 0 for values that cannot be compared, also none; then one below the first threshold, one at it, one between it and the
 * next, and so on. Keys of type long narrow the search, and the values themselves end it.
 */
final class OrderedClasses<T extends Comparable<? super T>> implements ValueClasses {
    private final Scale<T> scale;
    private final List<T> thresholds;
    private final long[] keys;

    /** What is compared. */
    private interface Scale<T> {
        /** It; null for values that do not have it. */
        @Nullable
        T read(FieldValue value);

        /** A number that is not greater for a lesser value. */
        long key(T value);
    }

    private OrderedClasses(Scale<T> scale, List<FieldValue> operands) {
        this.scale = scale;
        this.thresholds = operands.stream()
                .flatMap(operand -> Optional.ofNullable(scale.read(operand)).stream())
                .sorted()
                .distinct()
                .toList();
        this.keys = thresholds.stream().mapToLong(scale::key).toArray();
    }

    /** The classes of an axis that has an order. */
    static ValueClasses of(Axis axis, List<FieldValue> operands, ZoneId zone) {
        return switch (axis) {
            case NUMBER -> new OrderedClasses<>(new Numbers(), operands);
            case DAY -> new OrderedClasses<>(new Days(zone), operands);
            case TIME -> new OrderedClasses<>(new Times(zone), operands);
            case PRESENCE, TEXT, FLAG, LATE -> throw new IllegalArgumentException(axis + " has no order");
        };
    }

    @Override
    public int of(@Nullable FieldValue value) {
        T compared = value == null ? null : scale.read(value);
        if (compared == null) {
            return 0;
        }
        int found = Arrays.binarySearch(keys, scale.key(compared));
        return found < 0 ? 2 * (-found - 1) + 1 : amongEqualKeys(compared, found);
    }

    private int amongEqualKeys(T compared, int found) {
        int at = found;
        while (at > 0 && keys[at - 1] == keys[found]) {
            at--;
        }
        while (at < keys.length && keys[at] == keys[found]) {
            int sign = compared.compareTo(thresholds.get(at));
            if (sign <= 0) {
                return 2 * at + (sign == 0 ? 2 : 1);
            }
            at++;
        }
        return 2 * at + 1;
    }

    @Override
    public int count() {
        return 2 * keys.length + 2;
    }

    private record Numbers() implements Scale<BigDecimal> {
        @Override
        public @Nullable BigDecimal read(FieldValue value) {
            return value instanceof FieldValue.Decimal(BigDecimal number) ? number : null;
        }

        /** Rounding to a double keeps the order, and so do its bits once those of negative numbers are turned over. */
        @Override
        public long key(BigDecimal number) {
            long bits = Double.doubleToLongBits(number.doubleValue());
            return bits ^ ((bits >> 63) & Long.MAX_VALUE);
        }
    }

    /** Days since 1970, without the detour over year and month that a date takes. */
    private record Days(ZoneId zone) implements Scale<Long> {
        private static final long SECONDS = 86_400;

        @Override
        public @Nullable Long read(FieldValue value) {
            return switch (value) {
                case FieldValue.Date(LocalDate date) -> date.toEpochDay();
                case FieldValue.Time(Instant time) ->
                    Math.floorDiv(
                            time.getEpochSecond()
                                    + zone.getRules().getOffset(time).getTotalSeconds(),
                            SECONDS);
                default -> null;
            };
        }

        @Override
        public long key(Long day) {
            return day;
        }
    }

    private record Times(ZoneId zone) implements Scale<Instant> {
        @Override
        public @Nullable Instant read(FieldValue value) {
            return ConditionTest.time(value, zone);
        }

        @Override
        public long key(Instant time) {
            return time.getEpochSecond();
        }
    }
}
