package dev.touchstone.salessync.salesforce.query;

import java.time.Instant;
import java.util.List;

/**
 * Records that were deleted in a range of time.
 *
 * @param records each deletion once
 * @param coveredUntil the next range begins there
 * @param complete false if the log does not reach back to the beginning of the range, so that deletions may be missing
 */
public record DeletedIds(List<Deleted> records, Instant coveredUntil, boolean complete) {
    public DeletedIds {
        records = List.copyOf(records);
    }

    /**
     * One deletion.
     *
     * @param id 18 characters
     * @param at when, by Salesforce
     */
    public record Deleted(String id, Instant at) {}
}
