package dev.touchstone.salessync.salesforce.write;

import dev.touchstone.salessync.salesforce.error.RowError;
import java.util.List;

/**
 * What became of one row of a write. Pure.
 *
 * @param success true if the record is as wanted now
 * @param id of the record, 18 characters; empty if Salesforce did not tell
 * @param created true if the record is new
 * @param errors why it was not taken; the first decides
 */
public record RowResult(boolean success, String id, boolean created, List<RowError> errors) {
    public RowResult {
        errors = List.copyOf(errors);
        if (!success && errors.isEmpty()) {
            throw new IllegalArgumentException("a row that failed has an error");
        }
    }
}
