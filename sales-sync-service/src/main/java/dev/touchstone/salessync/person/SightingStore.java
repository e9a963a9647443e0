package dev.touchstone.salessync.person;

import java.time.Instant;
import java.util.OptionalLong;

/** The newest readings that changed nothing, and conflicts that are none any more. */
public interface SightingStore {
    /**
     * Drops readings that began before a time, of some of the people above an id.
     *
     * @return the last id looked at; empty if there is none above
     */
    OptionalLong drop(long afterId, Instant readBefore, int limit);

    /** Drops Salesforce ids that not more than one person has any more; how many. */
    int dropSettledConflicts();
}
