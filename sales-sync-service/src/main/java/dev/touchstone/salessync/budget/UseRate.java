package dev.touchstone.salessync.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast calls are used: a mean over the last ten minutes or so, in which a call counts the less the longer it is ago. Pure.
 *
 * @param perHour calls an hour
 * @param at as of when
 */
record UseRate(double perHour, Instant at) {
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final double PER_CALL = (double) Duration.ofHours(1).toMillis() / MEMORY.toMillis();

    /** As it is at a later time without calls in between. */
    UseRate asOf(Instant now) {
        double past = Math.max(0, Duration.between(at, now).toMillis());
        return new UseRate(perHour * Math.exp(-past / MEMORY.toMillis()), now.isAfter(at) ? now : at);
    }

    /** With one call more. */
    UseRate called(Instant now) {
        UseRate faded = asOf(now);
        return new UseRate(faded.perHour() + PER_CALL, faded.at());
    }

    /**
     * When the calls that are left will be used up if it goes on like this.
     *
     * @param reset when the quota comes back
     * @return empty if that is not before the reset
     */
    Optional<Instant> exhaustion(long left, Instant now, Instant reset) {
        double rate = asOf(now).perHour();
        if (left <= 0) {
            return Optional.of(now);
        }
        double hours = rate <= 0 ? Double.POSITIVE_INFINITY : left / rate;
        double untilReset = Duration.between(now, reset).toMillis()
                / (double) Duration.ofHours(1).toMillis();
        return hours >= untilReset
                ? Optional.empty()
                : Optional.of(now.plusMillis((long) (hours * Duration.ofHours(1).toMillis())));
    }
}
