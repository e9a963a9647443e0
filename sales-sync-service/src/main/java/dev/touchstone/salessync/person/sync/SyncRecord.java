package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.Written;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is stored of the sync.
 *
 * @param state where it stands
 * @param pass the pass in hand
 * @param completePass the last pass that ended
 * @param people people in the store
 * @param progressedAt when a page was committed last
 */
record SyncRecord(
        SyncState state,
        Optional<Pass> pass,
        Optional<CompletePass> completePass,
        PeopleCounts people,
        Optional<Instant> progressedAt) {
    /** A pass that ended. */
    record CompletePass(Pass pass, Instant completedAt) {}

    /** People in the store, kept with every page so that nobody has to count them. */
    record PeopleCounts(long active, long hidden) {
        PeopleCounts plus(Written written) {
            return new PeopleCounts(active + written.activeGain(), hidden + written.hiddenGain());
        }
    }

    SyncRecord withState(SyncState other) {
        return new SyncRecord(other, pass, completePass, people, progressedAt);
    }

    SyncRecord passBegun(Pass begun, SyncState next) {
        return new SyncRecord(next, Optional.of(begun), completePass, people, progressedAt);
    }

    SyncRecord progressed(Pass further, Written written, SyncState next, Instant now) {
        return new SyncRecord(next, Optional.of(further), completePass, people.plus(written), Optional.of(now));
    }

    SyncRecord passCompleted(Pass complete, SyncState next, Instant now) {
        return new SyncRecord(
                next, Optional.empty(), Optional.of(new CompletePass(complete, now)), people, Optional.of(now));
    }
}
