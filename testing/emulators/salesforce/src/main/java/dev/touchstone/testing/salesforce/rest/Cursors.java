package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.emulator.SalesforceIds;
import dev.touchstone.testing.salesforce.soql.QueryResult;
import dev.touchstone.testing.salesforce.soql.QueryRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of queries that wait to be read on, for two days. Thread-safe. */
public final class Cursors {
    private static final Duration LIFE = Duration.ofDays(2);
    private static final String PREFIX = "01g";

    private final Clock clock;
    private final Map<String, Cursor> open = new HashMap<>();
    private long numbers;

    private record Cursor(QueryResult result, String userId, int pageSize, Instant expiry) {
        Page page(String id, int from) {
            int until = Math.min(result.rowCount(), from + pageSize);
            return new Page(
                    result.rows(from, until),
                    result.totalSize(),
                    until == result.rowCount() ? Optional.empty() : Optional.of(id + "-" + until));
        }
    }

    /**
     * Rows of one page.
     *
     * @param rows the rows
     * @param totalSize rows of the whole result
     * @param next locator of the next page; empty at the end
     */
    record Page(List<QueryRow> rows, int totalSize, Optional<String> next) {
        Page {
            rows = List.copyOf(rows);
        }
    }

    public Cursors(Clock clock) {
        this.clock = clock;
    }

    /** The first page of a result. */
    synchronized Page open(QueryResult result, String userId, int pageSize) {
        Instant now = clock.instant();
        open.values().removeIf(cursor -> !now.isBefore(cursor.expiry()));
        String id = SalesforceIds.of(PREFIX, ++numbers);
        Cursor cursor = new Cursor(result, userId, pageSize, now.plus(LIFE));
        if (result.rowCount() > pageSize) {
            open.put(id, cursor);
        }
        return cursor.page(id, 0);
    }

    /** The page a locator stands for; empty if it is none of this user's, or too old. */
    synchronized Optional<Page> read(String locator, String userId) {
        int dash = locator.lastIndexOf('-');
        if (dash < 0 || !locator.substring(dash + 1).matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int from = Integer.parseInt(locator.substring(dash + 1));
        String id = locator.substring(0, dash);
        return Optional.ofNullable(open.get(id))
                .filter(cursor -> clock.instant().isBefore(cursor.expiry()))
                .filter(cursor ->
                        cursor.userId().equals(userId) && from < cursor.result().rowCount())
                .map(cursor -> cursor.page(id, from));
    }

    /** Forgets all results before their time. */
    public synchronized void clear() {
        open.clear();
    }
}
