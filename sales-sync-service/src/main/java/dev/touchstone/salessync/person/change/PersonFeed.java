package dev.touchstone.salessync.person.change;

import java.time.Instant;
import java.util.List;

/**
 * The feed of changes of people, in one order for all readers (decision 0012): a reader that goes on after the last change it
 * saw misses none.
 */
public interface PersonFeed {
    /**
     * A place in the feed.
     *
     * @param transactionId number of a transaction, unsigned
     * @param changeNumber orders the changes within it
     */
    record Position(long transactionId, long changeNumber) {}

    /** What happened to a person. */
    enum Type {
        ADDED,
        CHANGED,
        HIDDEN,
        REVIVED,
        RESTORED,
        MERGED,
        BURIED,
        FORGOTTEN,
        ERASED
    }

    /**
     * A change.
     *
     * @param changedAt when it was stored, UTC
     */
    record Change(Position position, Type type, long marketoId, Instant changedAt) {}

    /** The place after everything that readers can see now. */
    Position end();

    /** The changes after a place, in order; at most so many. */
    List<Change> read(Position after, int limit);

    /** Drops changes that were stored before a time; how many. */
    int drop(Instant changedBefore);
}
