package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.person.reconcile.ReconcileReason;
import dev.touchstone.salessync.person.sync.SyncState.Hold;
import dev.touchstone.salessync.person.sync.SyncState.Phase;
import dev.touchstone.salessync.remote.ErrorClass;
import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of the sync. Pure: time and random numbers are arguments.
 *
 * <pre>
 * READY --start--> SNAPSHOT --everybody read--> CATCH_UP --feeds read, nobody dirty--> LIVE
 * CATCH_UP, LIVE, RECONCILE --position refused, or gap above 13 days--> RECONCILE
 * LIVE --weekly timer or operator--> RECONCILE --done--> LIVE
 * any --credentials refused--> BLOCKED_AUTH, --quota used up--> WAIT_QUOTA, --pause--> PAUSED, and back to the same phase
 * </pre>
 *
 * <p>An event that a phase does not know leaves the state as it is.
 */
final class SyncMachine {
    /** A day less than Marketo keeps deletions: after more than this, the feeds do not tell everything. */
    static final Duration LONGEST_GAP = Duration.ofDays(13);
    /** Refused credentials are tried again by themselves, but not more often than this. */
    static final Duration AUTH_RETRY = Duration.ofMinutes(15);
    /** A call that can never succeed is looked at again, in case the instance was changed. */
    static final Duration PERMANENT_RETRY = Duration.ofMinutes(15);

    private SyncMachine() {}

    /** An operator starts the sync, or ends the pause. What Marketo refuses stays refused. */
    static SyncState started(SyncState state, Instant now) {
        return state.phase() == Phase.READY && state.hold() != Hold.PAUSED
                ? state.going(Phase.SNAPSHOT, now)
                : resumed(state, now);
    }

    /** An operator pauses the sync; a pause that holds already keeps its begin. */
    static SyncState paused(SyncState state, Instant now) {
        return state.hold() == Hold.PAUSED
                ? state
                : new SyncState(state.phase(), Hold.PAUSED, null, 0, state.dueAt(), now, state.reconcileReason());
    }

    /**
     * An operator ends the pause. After more than {@link #LONGEST_GAP} what followed the feeds compares everybody instead; a first reading
     * goes on, because its catching up finds the gap by itself.
     */
    static SyncState resumed(SyncState state, Instant now) {
        @Nullable Instant since = state.pausedAt();
        if (state.hold() != Hold.PAUSED || since == null) {
            return state;
        }
        Phase phase = state.phase() == Phase.READY ? Phase.SNAPSHOT : state.phase();
        SyncState free = state.held(Hold.NONE, null, now).going(phase, now);
        boolean follows = phase == Phase.CATCH_UP || phase == Phase.LIVE;
        return follows && isGap(since, now) ? free.reconciling(ReconcileReason.GAP_TOO_LONG, now) : free;
    }

    /** True if what happened since then is more than the feeds are sure to tell. */
    static boolean isGap(Instant since, Instant now) {
        return now.isAfter(since.plus(LONGEST_GAP));
    }

    /** Working credentials are there. */
    static SyncState connected(SyncState state, Instant now) {
        boolean waitsForMarketo = state.hold() == Hold.BLOCKED_AUTH || state.failures() > 0;
        return waitsForMarketo && state.hold() != Hold.PAUSED ? state.going(state.phase(), now) : state;
    }

    /** Something was committed; more may follow at once. */
    static SyncState progressed(SyncState state, Instant now) {
        boolean asItWas = state.hold() == Hold.NONE
                && state.detail() == null
                && state.failures() == 0
                && !state.dueAt().isAfter(now);
        return asItWas ? state : state.going(state.phase(), now);
    }

    /** Nothing failed, and there is nothing to do before then. */
    static SyncState idle(SyncState state, Instant until) {
        return state.going(state.phase(), until);
    }

    /** Everybody was read, as far as Marketo let itself be read. */
    static SyncState everybodyRead(SyncState state, Instant now) {
        return state.phase() == Phase.SNAPSHOT ? state.going(Phase.CATCH_UP, now) : state;
    }

    /** All feeds were read to their end and nobody is dirty. */
    static SyncState caughtUp(SyncState state, Instant until) {
        return state.going(state.phase() == Phase.CATCH_UP ? Phase.LIVE : state.phase(), until);
    }

    /** The feeds cannot tell everything that happened; in the first reading this is found when it is over. */
    static SyncState gapFound(SyncState state, ReconcileReason reason, Instant now) {
        boolean follows = state.phase() == Phase.CATCH_UP || state.isServing();
        return follows ? state.reconciling(reason, now) : state;
    }

    /** The timer or an operator asks for a comparison; one that runs goes on. */
    static SyncState reconcileAsked(SyncState state, ReconcileReason reason, Instant now) {
        return state.phase() == Phase.LIVE ? state.reconciling(reason, now) : state;
    }

    /** Everybody was compared and what differed was repaired. */
    static SyncState reconciled(SyncState state, Instant now) {
        return state.phase() == Phase.RECONCILE ? state.going(Phase.LIVE, now) : state;
    }

    /** The stored secret cannot be decrypted. */
    static SyncState secretUnreadable(SyncState state, Instant now) {
        return hold(
                state,
                Hold.BLOCKED_AUTH,
                "the stored secret cannot be decrypted with the configured key: connect Marketo again",
                now.plus(AUTH_RETRY));
    }

    /** Everybody cannot be read by any way; that is looked at again. */
    static SyncState stuck(SyncState state, String sentence, Instant now) {
        return later(state, sentence, 0, now.plus(PERMANENT_RETRY));
    }

    /**
     * A call to Marketo failed.
     *
     * @param random from 0 inclusive to 1 exclusive, for the jitter
     */
    static SyncState failed(SyncState state, MarketoError error, Instant now, double random, RetryPolicy retries) {
        String sentence = error.sentence();
        return switch (error) {
            case MarketoError.QuotaUsedUp quota ->
                hold(state, Hold.WAIT_QUOTA, sentence + " until " + quota.reset(), quota.retryAt());
            case MarketoError.BreakerOpen open -> later(state, sentence, state.failures() + 1, open.retryAt());
            default ->
                switch (error.kind()) {
                    case AUTH -> hold(state, Hold.BLOCKED_AUTH, sentence, now.plus(AUTH_RETRY));
                    case PACE ->
                        later(
                                state,
                                sentence,
                                state.failures(),
                                now.plus(RetryPolicy.BACKGROUND.delay(0, random, Optional.empty())));
                    case TRANSIENT, SIZE, DRIFT -> backoff(state, sentence, now, random, retries);
                    case QUOTA, CONFIG, IDENTITY, ROW, NOTHING, BUG, PERMANENT -> stuck(state, sentence, now);
                };
        };
    }

    /** True if the failure of a call keeps everybody from calling; else only what the call was for has to wait. */
    static boolean concernsEverybody(MarketoError error) {
        return switch (error) {
            case MarketoError.QuotaUsedUp quota -> quota.byMarketo();
            case MarketoError.BreakerOpen ignored -> true;
            default -> error.kind() == ErrorClass.AUTH;
        };
    }

    /**
     * A call for the reading of everybody failed, while the feeds go on: it waits as long as the whole sync would.
     *
     * @param random as for {@link #failed}
     */
    static SyncRecord.Held readingFailed(
            SyncRecord.Held before, MarketoError error, Instant now, double random, RetryPolicy retries) {
        SyncState alone = new SyncState(Phase.LIVE, Hold.NONE, before.detail(), before.failures(), now, null, null);
        SyncState after = failed(alone, error, now, random, retries);
        return new SyncRecord.Held(after.detail(), after.failures(), after.dueAt());
    }

    /** Everybody cannot be read by any way, while the feeds go on. */
    static SyncRecord.Held readingStuck(String sentence, Instant now) {
        return new SyncRecord.Held(sentence, 0, now.plus(PERMANENT_RETRY));
    }

    private static SyncState backoff(
            SyncState state, String sentence, Instant now, double random, RetryPolicy retries) {
        Duration wait = retries.delay(state.failures(), random, Optional.empty());
        return later(state, sentence, state.failures() + 1, now.plus(wait));
    }

    /** A pause by an operator wins over whatever the step in hand found. */
    private static SyncState hold(SyncState state, Hold hold, String sentence, Instant next) {
        return state.hold() == Hold.PAUSED ? state : state.held(hold, sentence, next);
    }

    private static SyncState later(SyncState state, String sentence, int failures, Instant next) {
        return state.hold() == Hold.PAUSED ? state : state.again(sentence, failures, next);
    }
}
