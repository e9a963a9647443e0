package dev.touchstone.salessync.person.find;

import java.time.Instant;
import java.util.List;

/** Salesforce ids that several people have (R-D-2). */
public interface PersonConflicts {
    /**
     * Such an id.
     *
     * @param people who has it now, at least two, at most 100, by id
     * @param foundAt when it was seen first, UTC
     */
    record Conflict(String salesforceId, List<Long> people, Instant foundAt) {}

    /** Conflicts that are there now, by Salesforce id, after one; at most so many. */
    List<Conflict> list(String afterSalesforceId, int limit);
}
