package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.UnqualifiedReason;
import dev.touchstone.salessync.person.feed.Lag;
import dev.touchstone.salessync.person.reconcile.ReconcileReason;
import dev.touchstone.salessync.person.snapshot.Unread;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the sync stands, for an operator. Pure.
 *
 * @param state where it stands
 * @param detail one sentence: what it does or what it waits for
 * @param people people in the store
 * @param run the reading of everybody in hand, else the last that ended
 * @param progress how far the reading in hand is; empty if none is
 * @param lag how far what is stored is behind Marketo
 * @param unread people who could not be read
 * @param times when
 * @param reconcileReason why everybody is compared or was last
 */
public record SyncReport(
        State state,
        String detail,
        People people,
        Optional<Run> run,
        Optional<RunProgress> progress,
        FeedLag lag,
        Unread unread,
        Times times,
        Optional<ReconcileReason> reconcileReason) {
    /** Where the sync stands. */
    public enum State {
        NOT_CONFIGURED,
        READY,
        SNAPSHOT,
        CATCH_UP,
        LIVE,
        /** As LIVE, but some people could not be read. */
        DEGRADED,
        RECONCILE,
        PAUSED,
        BLOCKED_AUTH,
        WAIT_QUOTA
    }

    /** People in the store. */
    public record People(long active, long hidden) {}

    /** What a run read. */
    public record Run(
            Instant startedAt, long reachedMarketoId, long read, long calls, Map<UnqualifiedReason, Long> unqualified) {
        public Run {
            unqualified = Map.copyOf(unqualified);
        }
    }

    /**
     * How far behind.
     *
     * @param feeds as the feeds tell it
     * @param callsLeft calls that the feeds may still make today; -1 if not known
     */
    public record FeedLag(Lag feeds, long callsLeft) {}

    /**
     * When.
     *
     * @param completedAt when everybody had been read; empty before, and while somebody is unread
     * @param sinceProgress since the last page was committed
     * @param feedAge since the feed that is furthest behind was read to its end; empty before the first time
     */
    public record Times(Optional<Instant> completedAt, Optional<Duration> sinceProgress, Optional<Duration> feedAge) {}

    /** Without what changes with the clock alone: two reports that are equal then tell the same. */
    public SyncReport steady() {
        return new SyncReport(
                state,
                detail,
                people,
                run,
                progress.map(RunProgress::steady),
                lag,
                unread,
                new Times(times.completedAt(), Optional.empty(), Optional.empty()),
                reconcileReason);
    }
}
