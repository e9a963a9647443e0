package dev.touchstone.salessync.salesforce.bulk;

import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.util.List;

/**
 * A part of a job's result.
 *
 * @param nextLocator where the next part begins; empty if this is the last
 */
public record BulkPage(List<SalesforceRecord> records, String nextLocator) {
    public BulkPage {
        records = List.copyOf(records);
    }
}
