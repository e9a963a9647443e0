package dev.touchstone.salessync.person.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the sync stands, apart from what it has read.
 *
 * <p>What keeps it from going on is held apart from how far it is, so that going on after a pause, new credentials or a new
 * day needs no memory of "the state before".
 *
 * @param phase how far it is
 * @param hold what keeps it from going on
 * @param detail one sentence on what failed last; null if nothing did since the last progress
 * @param failures failures in a row that pass by themselves
 * @param dueAt nothing is done before
 */
record SyncState(Phase phase, Hold hold, @Nullable String detail, int failures, Instant dueAt) {
    enum Phase {
        /** Never started. */
        READY,
        /** Reading everybody for the first time. */
        SNAPSHOT,
        /** Everybody was read at least once. */
        LIVE
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

    /** True if there is something to do at this moment. */
    boolean isRunnable(Instant now) {
        return phase != Phase.READY && hold != Hold.PAUSED && !now.isBefore(dueAt);
    }
}
