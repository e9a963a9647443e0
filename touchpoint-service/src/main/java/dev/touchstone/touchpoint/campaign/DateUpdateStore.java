package dev.touchstone.touchpoint.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where bulk updates of touchpoint dates are kept. Everything happens in the caller's transaction. */
interface DateUpdateStore {
    /** Keeps other transactions from making or taking back updates until the caller's ends: one comes after the other. */
    void lock();

    /** The ordinal of the next update. */
    long nextOrdinal();

    /** The update of a request; empty if there is none. */
    Optional<DateUpdate> find(UUID updateId);

    /** The examples of an update, by member. */
    List<DateUpdate.Change> examples(long ordinal);

    /**
     * Updates, newest first.
     *
     * @param before only those before this ordinal
     * @param limit at most so many
     */
    List<DateUpdate> list(long before, int limit);

    /** Gives members a date that an update is about to set: it holds for them before all dates they had. */
    void take(long ordinal, Instant touchpointAt, List<String> campaignMemberIds);

    /** Stores an update whose members have been taken. */
    void add(DateUpdate update, List<DateUpdate.Change> examples);

    /** Takes an update back that was not: its members have the date again that held before it, if any. */
    void undo(long ordinal, Instant undoneAt);
}
