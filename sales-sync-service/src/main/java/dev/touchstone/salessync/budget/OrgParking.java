package dev.touchstone.salessync.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nobody but opt-outs calls after REQUEST_LIMIT_EXCEEDED of all requests: after 15 minutes one call tries, if it is refused another
 * one after 30, and then one each hour. Meanwhile one call a minute of opt-outs tries; that it is answered frees nobody else. Pure.
 *
 * @param until when the next call tries; null while calls are free
 * @param refusals calls in a row that were refused
 * @param optOutAt when the next opt-out tries
 */
record OrgParking(@Nullable Instant until, int refusals, Instant optOutAt) {
    static final OrgParking NONE = new OrgParking(null, 0, Instant.EPOCH);
    private static final List<Duration> WAITS =
            List.of(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofMinutes(60));
    private static final Duration OPT_OUT_WAIT = Duration.ofMinutes(1);

    /** Longer than a call takes: another one tries if nothing was heard of the first. */
    private static final Duration PROBE_TIME = Duration.ofMinutes(11);

    private static final Duration PROBE_FAILED = Duration.ofMinutes(1);

    boolean isParked() {
        return until != null;
    }

    /**
     * Until when no call is let through; null if one is now.
     *
     * @param optOut true for the lane of opt-outs
     */
    @Nullable
    Instant refusedUntil(boolean optOut, Instant now) {
        if (until == null || !now.isBefore(until)) {
            return null;
        }
        if (!optOut) {
            return until;
        }
        return now.isBefore(optOutAt) ? optOutAt : null;
    }

    /** True if a call that is let through now decides for everybody. */
    boolean isDue(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** A call is let through although calls are parked. */
    OrgParking tried(Instant now) {
        return isDue(now)
                ? new OrgParking(now.plus(PROBE_TIME), refusals, now.plus(OPT_OUT_WAIT))
                : new OrgParking(until, refusals, now.plus(OPT_OUT_WAIT));
    }

    /** Salesforce refused a call. */
    OrgParking usedUp(Instant now, boolean probe) {
        if (isParked() && !probe) {
            // It was under way when another was refused, or is an opt-out's try.
            return this;
        }
        Duration wait = WAITS.get(Math.min(refusals, WAITS.size() - 1));
        return new OrgParking(now.plus(wait), refusals + 1, now.plus(OPT_OUT_WAIT));
    }

    /** The call that decides came to nothing. */
    OrgParking probeFailed(Instant now) {
        return new OrgParking(now.plus(PROBE_FAILED), refusals, optOutAt);
    }
}
