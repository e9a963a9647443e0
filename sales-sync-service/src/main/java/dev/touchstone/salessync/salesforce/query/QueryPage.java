package dev.touchstone.salessync.salesforce.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the records of a query, in its order.
 *
 * @param next where the next page is; empty if this is the last. Good for two days
 * @param totalSize records of the whole query
 * @param serverTime Salesforce's time when it answered; null if it did not tell
 */
public record QueryPage(
        List<SalesforceRecord> records,
        String next,
        long totalSize,
        @Nullable Instant serverTime) {
    public QueryPage {
        records = List.copyOf(records);
    }

    /** True if there is another page. */
    public boolean hasNext() {
        return !next.isEmpty();
    }
}
