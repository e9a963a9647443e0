package dev.touchstone.salessync.remote;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before the next attempt: a random part of a span that doubles with each failure ("full jitter"). Pure:
 * the random number is an argument.
 *
 * @param base span after the first failure
 * @param cap longest span
 */
public record RetryPolicy(Duration base, Duration cap) {
    /** Base 1 second, cap 5 minutes. */
    public static final RetryPolicy BACKGROUND = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5));

    /** Base 1 second, cap 30 seconds: a person waits. */
    public static final RetryPolicy INTERACTIVE = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** Doublings after which every cap in use is reached; keeps the shift from overflowing. */
    private static final int MAX_DOUBLINGS = 30;

    public RetryPolicy {
        if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("a retry policy needs 0 < base <= cap but has " + base + ", " + cap);
        }
    }

    /**
     * The wait before the next attempt.
     *
     * @param failures failures so far that count, from 0: the first wait is {@code delay(0, ...)}
     * @param random from 0 inclusive to 1 exclusive
     * @param retryAfter what the other side asks for; taken when it is longer
     */
    public Duration delay(int failures, double random, Optional<Duration> retryAfter) {
        if (failures < 0 || random < 0 || random >= 1) {
            throw new IllegalArgumentException("failures from 0, random in [0, 1): " + failures + ", " + random);
        }
        Duration doubled = base.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        long span = doubled.compareTo(cap) < 0 ? doubled.toMillis() : cap.toMillis();
        Duration jittered = Duration.ofMillis((long) (span * random));
        return retryAfter.filter(asked -> asked.compareTo(jittered) > 0).orElse(jittered);
    }
}
