package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.reconcile.ReconcileReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the sync stands, apart from what it has read.
 *
 * <p>What keeps it from going on is held apart from how far it is, so that going on after a pause, new credentials or a new
 * day needs no memory of "the state before". NOT_CONFIGURED is no phase: it is the absence of a connection.
 *
 * @param phase how far it is
 * @param hold what keeps it from going on
 * @param detail one sentence on what failed last; null if nothing did since the last progress
 * @param failures failures in a row that pass by themselves
 * @param dueAt nothing is done before
 * @param pausedAt when an operator paused it; null while it is not paused
 * @param reconcileReason why everybody is compared, or was last; null before the first time
 */
record SyncState(
        Phase phase,
        Hold hold,
        @Nullable String detail,
        int failures,
        Instant dueAt,
        @Nullable Instant pausedAt,
        @Nullable ReconcileReason reconcileReason) {
    enum Phase {
        /** Never started. */
        READY,
        /** Reading everybody for the first time. */
        SNAPSHOT,
        /** Everybody was read; reading what changed since the feeds' start. */
        CATCH_UP,
        /** Everybody was read and the feeds were read to their end. */
        LIVE,
        /** Comparing everybody; the feeds go on. */
        RECONCILE
    }

    enum Hold {
        NONE,
        /** By an operator. */
        PAUSED,
        /** Marketo refuses the credentials. */
        BLOCKED_AUTH,
        /** The daily quota is used up. */
        WAIT_QUOTA
    }

    SyncState {
        if ((hold == Hold.PAUSED) != (pausedAt != null)) {
            throw new IllegalArgumentException("a pause, and nothing else, has a begin");
        }
        if (phase == Phase.RECONCILE && reconcileReason == null) {
            throw new IllegalArgumentException("a reconciliation has a reason");
        }
    }

    /** As it was made by the migration. */
    static SyncState ready() {
        return new SyncState(Phase.READY, Hold.NONE, null, 0, Instant.EPOCH, null, null);
    }

    /** True if there is something to do at this moment. */
    boolean isRunnable(Instant now) {
        return phase != Phase.READY && hold != Hold.PAUSED && !now.isBefore(dueAt);
    }

    /** True if the feeds were read to their end at least once, so that a reconciliation makes sense. */
    boolean isServing() {
        return phase == Phase.LIVE || phase == Phase.RECONCILE;
    }

    /** Goes on in this phase, at this time at the earliest, with nothing that failed. A pause stays. */
    SyncState going(Phase next, Instant due) {
        return new SyncState(next, hold == Hold.PAUSED ? hold : Hold.NONE, null, 0, due, pausedAt, reconcileReason);
    }

    /** Compares everybody for this reason. A pause stays. */
    SyncState reconciling(ReconcileReason reason, Instant due) {
        return new SyncState(Phase.RECONCILE, hold == Hold.PAUSED ? hold : Hold.NONE, null, 0, due, pausedAt, reason);
    }

    /** Held until then, or longer. */
    SyncState held(Hold by, @Nullable String sentence, Instant due) {
        return new SyncState(phase, by, sentence, 0, due, null, reconcileReason);
    }

    /** Tries the same again then. */
    SyncState again(String sentence, int failuresInARow, Instant due) {
        return new SyncState(phase, Hold.NONE, sentence, failuresInARow, due, null, reconcileReason);
    }
}
