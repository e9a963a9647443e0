package dev.touchstone.salessync.salesforce.query;

import java.time.Instant;
import java.util.List;

/**
 * Ids of records that changed in a range of time.
 *
 * @param ids 18 characters, each once
 * @param coveredUntil the next range begins there
 */
public record ChangedIds(List<String> ids, Instant coveredUntil) {
    public ChangedIds {
        ids = List.copyOf(ids);
    }
}
