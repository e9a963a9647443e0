package dev.touchstone.touchpoint.api;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times and spans of the contract. */
public final class ProtoTime {
    private static final long MIN_SECONDS =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long MAX_SECONDS =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private ProtoTime() {}

    /** True if the message keeps the range that its definition promises. */
    public static boolean isValid(Timestamp time) {
        return time.getSeconds() >= MIN_SECONDS
                && time.getSeconds() <= MAX_SECONDS
                && time.getNanos() >= 0
                && time.getNanos() < NANOS_PER_SECOND;
    }

    /** The time, cut to microseconds, which is what the store keeps. */
    public static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).truncatedTo(ChronoUnit.MICROS);
    }

    /** The message of a time. */
    public static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    /** The message of a span. */
    public static Duration duration(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
