package dev.touchstone.touchpoint.collect;

import java.time.Duration;
import java.time.Instant;

/**
 * The error of a client's clock: the time of receiving less the time of sending, rounded to whole minutes. What it takes on the
 * way is in the difference too, and rounding keeps that from moving events about.
 */
public final class ClockCorrection {
    /**
     * Clocks that are more wrong than that are not corrected but refused: the time as sent is part of an event's identity and
     * chooses the month under which it is kept, and nobody shall make up thousands of months.
     */
    public static final Duration LARGEST = Duration.ofDays(3_653);

    private ClockCorrection() {}

    /** Whole minutes to be added to the client's times; half a minute is rounded up. */
    public static int minutes(Instant sentAt, Instant receivedAt) {
        long seconds = Duration.between(sentAt, receivedAt).toSeconds();
        return Math.toIntExact(Math.floorDiv(seconds + 30, 60));
    }

    /** True if a clock is right enough to be corrected. */
    public static boolean isPossible(Instant sentAt, Instant receivedAt) {
        return Duration.between(sentAt, receivedAt).abs().compareTo(LARGEST) <= 0;
    }
}
