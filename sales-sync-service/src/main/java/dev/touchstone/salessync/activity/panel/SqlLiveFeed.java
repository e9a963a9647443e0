package dev.touchstone.salessync.activity.panel;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.activity.SqlActivityRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Activities of the people of an owner in the order in which they were committed (decision 0012). */
@ApplicationScoped
class SqlLiveFeed {
    private static final String END = """
            SELECT transaction_id::text AS transaction_id, ordinal FROM activity
            WHERE owner_id = ? AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY transaction_id DESC, ordinal DESC LIMIT 1
            """;

    /** Nothing can be added below the oldest transaction that is still running. */
    private static final String READ = SqlActivityRow.SELECT + """
            WHERE a.owner_id = ? AND (a.transaction_id, a.ordinal) > (?::xid8, ?::integer)
              AND a.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY a.transaction_id, a.ordinal LIMIT ?
            """;

    private final Database database;

    SqlLiveFeed(Database database) {
        this.database = database;
    }

    /** An activity and its place. */
    record Seen(Activity activity, FeedPosition position) {}

    /** The place after everything that can be seen now. */
    FeedPosition end(String ownerId) {
        return database.find(
                        END,
                        parameters -> parameters.text(ownerId),
                        row -> new FeedPosition(
                                Long.parseUnsignedLong(row.text("transaction_id")), (int) row.number("ordinal")))
                .orElse(new FeedPosition(0, 0));
    }

    List<Seen> read(String ownerId, FeedPosition after, int limit) {
        return database.list(
                READ,
                parameters -> parameters
                        .text(ownerId)
                        .text(Long.toUnsignedString(after.transactionId()))
                        .number(after.ordinal())
                        .number(limit),
                row -> new Seen(
                        SqlActivityRow.activity(row),
                        new FeedPosition(
                                Long.parseUnsignedLong(row.text("transaction_id")), (int) row.number("place"))));
    }
}
