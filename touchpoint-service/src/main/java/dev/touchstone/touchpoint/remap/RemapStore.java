package dev.touchstone.touchpoint.remap;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Where the channels of keys are kept, by version, with the pointer that says which version decides. One replica at a time holds
 * the work; everything that changes something does it only while it holds.
 */
public interface RemapStore {
    /** Another replica has taken the work over; nothing was changed. */
    final class NoLongerHeld extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoLongerHeld() {
            super("another replica keeps keys and rules in step by now");
        }
    }

    /**
     * A version under which keys are classified.
     *
     * @param version the version
     * @param catalogueVersion of mapping-service when its rows were read
     * @param walkedTo the key up to which the walk has come
     * @param complete true if the walk is at its end
     */
    record Mapped(long version, long catalogueVersion, UUID walkedTo, boolean complete) {}

    /**
     * What a version gives to keys.
     *
     * @param version the version
     * @param keyIds keys, in their order
     * @param rowNumbers the deciding row of each
     */
    record Assigned(long version, List<UUID> keyIds, List<Integer> rowNumbers) {
        public Assigned {
            keyIds = List.copyOf(keyIds);
            rowNumbers = List.copyOf(rowNumbers);
        }
    }

    /**
     * The rows of a version, as their channels are named now.
     *
     * @param version the version
     * @param rows all its rows, {@link RuleRow#OTHER} included
     */
    record Names(long version, List<RuleRow> rows) {
        public Names {
            rows = List.copyOf(rows);
        }
    }

    /** Takes the work or goes on holding it; false if another replica holds it. */
    boolean hold(UUID holder, Duration atLeast);

    /** Leaves the work to others. */
    void release(UUID holder);

    /** The versions under which keys are classified, earliest first. */
    List<Mapped> mapped();

    /** From when on which version decides; version 0 for none yet. */
    List<RulePeriod> periods();

    /** Notes what mapping-service has active, if it is another than was noted. */
    void noteActive(UUID holder, long version);

    /** Notes what the work waits for, if it is another sentence than was noted; empty for nothing. */
    void noteWaiting(UUID holder, String sentence);

    /** Begins to classify keys under a version, which is what the work is about from now on. */
    void begin(UUID holder, Names names, long catalogueVersion);

    /** Ends to classify keys under a version that does not decide; its rows become garbage. */
    void abandon(UUID holder, long version);

    /** Stores what the walk found, up to the last of these keys. */
    void walked(UUID holder, Assigned assigned);

    /** The walk has come to the end of the keys. */
    void complete(UUID holder, long version);

    /** Stores what new keys get under all versions, and tells those of them that have a channel now to the change feed. */
    void mapNew(UUID holder, List<UUID> keyIds, List<Assigned> assigned);

    /** Queues keys that have no row under a version, as new keys are; how many. There are none unless somebody removed rows. */
    int queueMissing(UUID holder, long version);

    /** Renews the names of all rows, and tells the keys whose channel is named otherwise now to the change feed. */
    void rename(UUID holder, List<Names> names, long catalogueVersion);

    /** Shows other periods to all readers, tells the keys whose channel is another to the change feed, and counts them. */
    void switchTo(UUID holder, List<RulePeriod> periods);

    /** Removes rows of a version that need no longer be kept; false if there are none. */
    boolean removeGarbage(UUID holder, int limit);

    /** How the work stands. */
    RemapProgress progress();

    /** The rows of the version of one period, by the names they have today; for a preview. */
    List<RuleRow> rows(long version);
}
