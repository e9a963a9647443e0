package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.QuotaDay;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Nobody calls after 607 until a minute after midnight in Chicago; then one call tries, and if the quota is still used up, one
 * every hour. A 607 in the first hours of a day means most likely that Marketo has not begun the day yet, so that is tried hourly as well.
 * Pure.
 *
 * @param until when the next call is let through; null while calls are free
 */
record Parking(@Nullable Instant until) {
    static final Parking NONE = new Parking(null);
    private static final Duration HOURLY = Duration.ofHours(1);
    /** For so long after midnight a 607 may still be about the day before. */
    private static final Duration EARLY = Duration.ofHours(2);

    /** Longer than a call takes: another one tries if nothing was heard of the first. */
    private static final Duration PROBE_TIME = Duration.ofMinutes(6);

    private static final Duration PROBE_FAILED = Duration.ofMinutes(1);

    boolean isParked() {
        return until != null;
    }

    /** True if no call is let through now. */
    boolean refuses(Instant now) {
        return until != null && now.isBefore(until);
    }

    /** One call tries. */
    Parking probing(Instant now) {
        return new Parking(now.plus(PROBE_TIME));
    }

    /** Marketo said 607. */
    Parking usedUp(Instant now, boolean probe) {
        Instant morning = QuotaDay.probeAfter(now);
        Instant hourly = now.plus(HOURLY);
        boolean early = !QuotaDay.resetAfter(now.minus(EARLY)).isAfter(now);
        if (probe || (early && !isParked())) {
            return new Parking(hourly.isBefore(morning) ? hourly : morning);
        }
        // A call that was under way when another was told so says nothing new.
        return isParked() ? this : new Parking(morning);
    }

    /** The call that tried came to nothing. */
    Parking probeFailed(Instant now) {
        return new Parking(now.plus(PROBE_FAILED));
    }
}
