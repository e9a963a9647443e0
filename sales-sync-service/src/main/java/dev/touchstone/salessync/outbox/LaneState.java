package dev.touchstone.salessync.outbox;

import dev.touchstone.salessync.marketo.QuotaDay;
import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds a lane as a whole, for all processes. Pure.
 *
 * @param hold what holds it
 * @param until nothing is sent before, by {@link OutboxClock}
 * @param sentence for an operator; null while nothing holds it
 * @param failures calls without an answer in a row
 * @param succeededAt when a call succeeded last; null before the first
 */
public record LaneState(
        Hold hold,
        Instant until,
        @Nullable String sentence,
        int failures,
        @Nullable Instant succeededAt) {
    /** A lane that was never used. */
    public static final LaneState IDLE = new LaneState(Hold.NONE, Instant.EPOCH, null, 0, null);

    /** After 606 the window has to pass. */
    static final Duration RATE_WINDOW = Duration.ofSeconds(20);
    /** What only a person can mend is looked at again in case it was. */
    static final Duration PERSON_RETRY = Duration.ofMinutes(15);
    /** The first probe comes this long after the quota's midnight. */
    static final Duration QUOTA_MARGIN = Duration.ofSeconds(60);
    /** Later probes, if the quota is still used up. */
    static final Duration QUOTA_PROBE = Duration.ofHours(1);

    /** What holds a lane. */
    public enum Hold {
        /** Nothing. */
        NONE,
        /** Pace, or a failure that passes by itself. */
        BACKOFF,
        /** The daily quota. */
        WAIT_QUOTA,
        /** Credentials or a permission. */
        BLOCKED_AUTH,
        /** Something that the instance cannot do. */
        BLOCKED_CONFIG,
        /** What rows are written into is missing. */
        BLOCKED_SCHEMA
    }

    /** True if something may be sent. */
    public boolean isOpen(Instant now) {
        return !now.isBefore(until);
    }

    /**
     * After a call.
     *
     * @param random from 0 inclusive to 1 exclusive, for the jitter
     */
    public LaneState after(BatchOutcome outcome, Instant now, double random) {
        return switch (outcome) {
            case BatchOutcome.Answered ignored -> new LaneState(Hold.NONE, now, null, 0, now);
            // The other side is there and reads what it is sent.
            case BatchOutcome.Rejected ignored -> new LaneState(Hold.NONE, now, null, 0, succeededAt);
            case BatchOutcome.SystemError error -> backoff(error.sentence(), now, random);
            case BatchOutcome.MaybeExecuted maybe -> backoff(maybe.sentence(), now, random);
            case BatchOutcome.NotExecuted refused -> refused(refused, now, random);
        };
    }

    private LaneState refused(BatchOutcome.NotExecuted outcome, Instant now, double random) {
        String what = outcome.sentence();
        @Nullable Instant retryAt = outcome.retryAt();
        if (outcome.reason() == BatchOutcome.Reason.QUOTA && retryAt != null) {
            return held(Hold.WAIT_QUOTA, retryAt, what + " until " + retryAt);
        }
        LaneState waiting = switch (outcome.reason()) {
            case PACE -> held(Hold.BACKOFF, now.plus(RATE_WINDOW), what);
            case CONCURRENCY ->
                held(Hold.BACKOFF, now.plus(RetryPolicy.BACKGROUND.delay(0, random, Optional.empty())), what);
            case QUOTA -> quota(what, now);
            case AUTH -> held(Hold.BLOCKED_AUTH, now.plus(PERSON_RETRY), what);
            case CONFIG -> held(Hold.BLOCKED_CONFIG, now.plus(PERSON_RETRY), what);
            case OUTAGE -> backoff(what, now, random);
        };
        return retryAt == null
                ? waiting
                : new LaneState(waiting.hold, retryAt, waiting.sentence, waiting.failures, waiting.succeededAt);
    }

    /** What rows are written into is missing; the sentence says what an administrator has to do. */
    public LaneState withoutSchema(String what, Instant now, Duration lookAgain) {
        return held(Hold.BLOCKED_SCHEMA, now.plus(lookAgain), what);
    }

    /** Somebody mended what held it: credentials, or what rows are written into. */
    public LaneState released(Instant now) {
        return new LaneState(Hold.NONE, now, null, 0, succeededAt);
    }

    private LaneState quota(String what, Instant now) {
        Instant reset = QuotaDay.resetAfter(now);
        Instant first = reset.plus(QUOTA_MARGIN);
        Instant hourly = now.plus(QUOTA_PROBE);
        boolean stillUsedUp = hold == Hold.WAIT_QUOTA;
        return held(Hold.WAIT_QUOTA, stillUsedUp && hourly.isBefore(first) ? hourly : first, what + " until " + reset);
    }

    private LaneState backoff(String what, Instant now, double random) {
        Duration wait = RetryPolicy.BACKGROUND.delay(failures, random, Optional.empty());
        return new LaneState(Hold.BACKOFF, now.plus(wait), what, failures + 1, succeededAt);
    }

    private LaneState held(Hold held, Instant next, String what) {
        return new LaneState(held, next, what, failures, succeededAt);
    }
}
