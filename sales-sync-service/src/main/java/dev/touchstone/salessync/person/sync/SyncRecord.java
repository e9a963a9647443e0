package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.PeopleGone;
import dev.touchstone.salessync.person.Written;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of the sync itself. Pure.
 *
 * @param state where it stands
 * @param feeds where the change feeds have to begin
 * @param runs the readings of everybody
 * @param people people in the store
 * @param held what keeps the reading of everybody back while the feeds go on
 * @param progressedAt when a page was committed last; null before the first
 */
record SyncRecord(
        SyncState state,
        FeedStart feeds,
        Runs runs,
        PeopleCounts people,
        Held held,
        @Nullable Instant progressedAt) {
    /**
     * Where the change feeds begin.
     *
     * @param since 15 minutes before the first reading; null before the start
     * @param begun true if Marketo gave the position
     */
    record FeedStart(@Nullable Instant since, boolean begun) {}

    /**
     * The readings of everybody.
     *
     * @param current the one in hand; null if none is
     * @param complete the last one that ended; null before the first
     */
    record Runs(@Nullable UUID current, @Nullable UUID complete) {
        Optional<UUID> inHand() {
            return Optional.ofNullable(current);
        }

        Optional<UUID> lastComplete() {
            return Optional.ofNullable(complete);
        }
    }

    /** People in the store, kept with every page so that nobody has to count them. */
    record PeopleCounts(long active, long hidden) {
        PeopleCounts plus(Written written, PeopleGone gone) {
            return new PeopleCounts(
                    active + written.activeGain() - gone.active(), hidden + written.hiddenGain() - gone.hidden());
        }
    }

    /**
     * What keeps the reading of everybody back while the feeds go on.
     *
     * @param detail one sentence; null if nothing does
     * @param failures failures in a row that pass by themselves
     * @param until nothing is read before
     */
    record Held(@Nullable String detail, int failures, Instant until) {
        /** Nothing. */
        static final Held NONE = new Held(null, 0, Instant.EPOCH);
    }

    SyncRecord with(SyncState other) {
        return new SyncRecord(other, feeds, runs, people, held, progressedAt);
    }

    SyncRecord with(FeedStart other) {
        return new SyncRecord(state, other, runs, people, held, progressedAt);
    }

    SyncRecord with(Held other) {
        return new SyncRecord(state, feeds, runs, people, other, progressedAt);
    }

    SyncRecord with(PeopleCounts counted) {
        return new SyncRecord(state, feeds, runs, counted, held, progressedAt);
    }

    SyncRecord runBegun(UUID run) {
        return new SyncRecord(state, feeds, new Runs(run, runs.complete()), people, Held.NONE, progressedAt);
    }

    /** The run in hand is complete. */
    SyncRecord runEnded() {
        return new SyncRecord(state, feeds, new Runs(null, runs.current()), people, Held.NONE, progressedAt);
    }

    /** The run in hand is given up; another begins. */
    SyncRecord runDropped() {
        return new SyncRecord(state, feeds, new Runs(null, runs.complete()), people, Held.NONE, progressedAt);
    }

    SyncRecord progressed(Written written, PeopleGone gone, Instant now) {
        return new SyncRecord(state, feeds, runs, people.plus(written, gone), held, now);
    }
}
