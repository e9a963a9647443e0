package dev.touchstone.touchpoint.api;

import com.google.protobuf.Timestamp;
import dev.touchstone.contract.FieldViolations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A range of times that a request restricts its answer to.
 *
 * @param start inclusive; null for no bound
 * @param end exclusive; null for no bound
 */
public record TimeRange(@Nullable Instant start, @Nullable Instant end) {
    /** Reads {@code start_time} and {@code end_time} of a request. */
    public static TimeRange parse(
            boolean hasStart, Timestamp start, boolean hasEnd, Timestamp end, FieldViolations violations) {
        Instant from = bound("start_time", hasStart, start, violations);
        Instant to = bound("end_time", hasEnd, end, violations);
        if (from != null && to != null && to.isBefore(from)) {
            violations.add("end_time", "TIME_OUT_OF_RANGE", "must not be before start_time");
        }
        return new TimeRange(from, to);
    }

    private static @Nullable Instant bound(String path, boolean present, Timestamp time, FieldViolations violations) {
        if (!present) {
            return null;
        }
        if (!ProtoTime.isValid(time)) {
            violations.add(path, "TIME_OUT_OF_RANGE", "must be a valid google.protobuf.Timestamp");
            return null;
        }
        return ProtoTime.instant(time);
    }
}
