package dev.touchstone.touchpoint.touchpoint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The feed of changes to touchpoints, in one order for all readers (decision 0012).
 *
 * <p>A reader sees a change only when no transaction that is still running can put one before it, so a reader that goes on
 * after the last change it saw misses none.
 */
public interface ChangeFeed {
    /** What happened. */
    enum Type {
        /** A touchpoint is new. */
        CREATED,
        /** Its content is another. */
        UPDATED,
        /** It is gone. */
        REMOVED,
        /** The channel of a mapping key is another, and with it that of all its touchpoints. */
        REMAPPED
    }

    /**
     * A place in the feed.
     *
     * @param transactionId number of a transaction, unsigned
     * @param ordinal place within it; 0 is before the first
     */
    record Position(long transactionId, int ordinal) {}

    /**
     * A change.
     *
     * @param position its place
     * @param type what happened
     * @param changedAt when
     * @param touchpointId the touchpoint; null for REMAPPED
     * @param personId its person; null for REMAPPED
     * @param mappingKeyId the key; null but for REMAPPED
     */
    record Change(
            Position position,
            Type type,
            Instant changedAt,
            @Nullable UUID touchpointId,
            @Nullable UUID personId,
            @Nullable UUID mappingKeyId) {}

    /** The place after everything that readers can see now. */
    Position end();

    /** The changes after a place, in order. */
    List<Change> read(Position after, int limit);

    /** The earliest time from which on changes are certainly kept. */
    Instant keptSince();

    /** Writes to the feed that the channels of some keys are others, in the caller's transaction. */
    void remapped(List<UUID> mappingKeyIds);

    /** Drops what need no longer be kept; how many changes. */
    int drop();
}
