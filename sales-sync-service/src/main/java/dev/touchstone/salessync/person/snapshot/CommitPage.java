package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.person.feed.UnreadablePeople;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Stores what a page brought together with the position after it, in one transaction that a process that lost the sync cannot commit. */
@ApplicationScoped
class CommitPage {
    private final SqlRunStore runs;
    private final SnapshotRuns seen;
    private final UnreadablePeople unreadable;

    CommitPage(SqlRunStore runs, SnapshotRuns seen, UnreadablePeople unreadable) {
        this.runs = runs;
        this.seen = seen;
        this.unreadable = unreadable;
    }

    /**
     * Commits.
     *
     * @param reading the run with its new position
     * @param batches the people of the page
     * @param also what else belongs into the transaction
     * @return what the next step goes on from
     */
    @Transactional
    Reading commit(Reading reading, List<ReadBatch> batches, Runnable also) {
        reading.fence().check();
        for (ReadBatch batch : batches) {
            reading.effect().take(batch);
            seen.saw(batch);
            unreadable.put(batch.unreadable(), batch.readAt());
        }
        SnapshotRun after = reading.counted().plus(batches);
        runs.write(after);
        also.run();
        return reading.stored(after);
    }

    /** Commits a position alone. */
    @Transactional
    Reading commit(Reading reading) {
        return commit(reading, List.of(), () -> {});
    }
}
