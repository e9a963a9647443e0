package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.RetryPolicy;
import dev.touchstone.salessync.person.sync.SyncState.Hold;
import dev.touchstone.salessync.person.sync.SyncState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transitions of the sync. Pure: time and random numbers are arguments. */
final class SyncMachine {
    /** Refused credentials are tried again by themselves, but not more often than this. */
    static final Duration AUTH_RETRY = Duration.ofMinutes(15);
    /** A call that can never succeed is looked at again, in case the instance was changed. */
    static final Duration PERMANENT_RETRY = Duration.ofMinutes(15);

    private SyncMachine() {}

    /** An operator starts the sync, or ends the pause. What Marketo refuses stays refused. */
    static SyncState started(SyncState state, Instant now) {
        Phase phase = state.phase() == Phase.READY ? Phase.SNAPSHOT : state.phase();
        return state.hold() == Hold.PAUSED || state.phase() == Phase.READY
                ? new SyncState(phase, Hold.NONE, null, 0, now)
                : state;
    }

    /** An operator pauses the sync. */
    static SyncState paused(SyncState state) {
        return new SyncState(state.phase(), Hold.PAUSED, null, 0, state.dueAt());
    }

    /** Working credentials are there. */
    static SyncState connected(SyncState state, Instant now) {
        boolean waitsForMarketo = state.hold() == Hold.BLOCKED_AUTH || state.failures() > 0;
        return waitsForMarketo && state.hold() != Hold.PAUSED
                ? new SyncState(state.phase(), Hold.NONE, null, 0, now)
                : state;
    }

    /** A page was committed, or a pass began. */
    static SyncState progressed(SyncState state, Instant now) {
        return new SyncState(state.phase(), kept(state), null, 0, now);
    }

    /** Everybody was read. */
    static SyncState passCompleted(SyncState state, Instant now, Duration interval) {
        return new SyncState(Phase.LIVE, kept(state), null, 0, now.plus(interval));
    }

    /** The stored secret cannot be decrypted. */
    static SyncState secretUnreadable(SyncState state, Instant now) {
        return hold(
                state,
                Hold.BLOCKED_AUTH,
                "the stored secret cannot be decrypted with the configured key: connect Marketo again",
                now.plus(AUTH_RETRY));
    }

    /**
     * A call to Marketo failed.
     *
     * @param random from 0 inclusive to 1 exclusive, for the jitter
     */
    static SyncState failed(SyncState state, MarketoError error, Instant now, double random, RetryPolicy retries) {
        String sentence = error.sentence();
        if (error instanceof MarketoError.QuotaUsedUp quota) {
            return hold(state, Hold.WAIT_QUOTA, sentence + " until " + quota.reset(), quota.retryAt());
        }
        return switch (error.kind()) {
            case AUTH -> hold(state, Hold.BLOCKED_AUTH, sentence, now.plus(AUTH_RETRY));
            case PACE ->
                later(
                        state,
                        sentence,
                        state.failures(),
                        now.plus(RetryPolicy.BACKGROUND.delay(0, random, Optional.empty())));
            case TRANSIENT, SIZE, DRIFT -> backoff(state, sentence, now, random, retries);
            case QUOTA, CONFIG, IDENTITY, ROW, NOTHING, BUG, PERMANENT ->
                later(state, sentence, 0, now.plus(PERMANENT_RETRY));
        };
    }

    private static SyncState backoff(
            SyncState state, String sentence, Instant now, double random, RetryPolicy retries) {
        Duration wait = retries.delay(state.failures(), random, Optional.empty());
        return later(state, sentence, state.failures() + 1, now.plus(wait));
    }

    /** A pause by an operator wins over whatever the step in hand found. */
    private static SyncState hold(SyncState state, Hold hold, String sentence, Instant next) {
        return state.hold() == Hold.PAUSED ? state : new SyncState(state.phase(), hold, sentence, 0, next);
    }

    private static SyncState later(SyncState state, @Nullable String sentence, int failures, Instant next) {
        return state.hold() == Hold.PAUSED ? state : new SyncState(state.phase(), Hold.NONE, sentence, failures, next);
    }

    private static Hold kept(SyncState state) {
        return state.hold() == Hold.PAUSED ? Hold.PAUSED : Hold.NONE;
    }
}
