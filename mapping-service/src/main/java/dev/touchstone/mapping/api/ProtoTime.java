package dev.touchstone.mapping.api;

import com.google.protobuf.Timestamp;
import dev.touchstone.contract.FieldViolations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times of the contract. */
final class ProtoTime {
    private static final long MIN_SECONDS =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long MAX_SECONDS =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private ProtoTime() {}

    /** The time, cut to microseconds, which is what the store keeps; empty if it is outside the range of its definition. */
    static Optional<Instant> parse(String path, Timestamp time, FieldViolations violations) {
        boolean valid = time.getSeconds() >= MIN_SECONDS
                && time.getSeconds() <= MAX_SECONDS
                && time.getNanos() >= 0
                && time.getNanos() < NANOS_PER_SECOND;
        if (!valid) {
            violations.add(path, "INVALID_TIME", "must be a time of the years 1 to 9999");
            return Optional.empty();
        }
        return Optional.of(
                Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).truncatedTo(ChronoUnit.MICROS));
    }

    /** The message of a time. */
    static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
