package dev.touchstone.salessync.person;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What becomes of people besides being read: merged, deleted, forgotten, erased. Callers hold a transaction. */
interface PersonFates {
    /** What a merge did. */
    sealed interface Merge {
        /** Stored; the winner is the end of the chain. */
        record Done(long winner, PeopleGone gone) implements Merge {}

        /** Was stored before, or the loser is erased. */
        record Known() implements Merge {}

        /** Would be a circle; not stored. */
        record Circular() implements Merge {}
    }

    /**
     * What an erasure removed.
     *
     * @param ids the Marketo ids that the person had, itself first
     * @param addressHash of its address; empty if it had none
     * @param sharing other people who have the same address, at most 100
     * @param erasedBefore true if there was nothing left to do
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Erasure(List<Long> ids, byte[] addressHash, List<Long> sharing, boolean erasedBefore) {}

    /** Who each of the ids is. */
    Map<Long, Identity> identities(Collection<Long> ids);

    /** Waits until nobody else writes people; nobody does until the transaction ends. */
    void hold();

    /** Stores a merge that was found on this way. */
    Merge merge(long loser, long winner, ReadWay way, Instant at);

    /** Stores deletions that were found on this way. */
    PeopleGone bury(Collection<Long> ids, ReadWay way, Instant at);

    /** Deletes what is left of tombstones older than a time, but for a hash; those it was done for, at most so many. */
    List<Long> forget(Instant goneBefore, Instant now, int limit);

    /** Erases a person who is there, hidden or a tombstone, or an id merged into it. */
    Erasure erase(long id, Instant now);

    /** Keeps ids that have no row as erased, so that no later reading takes them over. */
    void keepOut(List<Long> ids, Instant now);
}
