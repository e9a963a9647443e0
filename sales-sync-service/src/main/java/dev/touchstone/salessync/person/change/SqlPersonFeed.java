package dev.touchstone.salessync.person.change;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The table {@code person_change}. */
@ApplicationScoped
class SqlPersonFeed implements PersonFeed {
    /** The last transaction that wrote to the feed: later ones may be undone by a crash of the server and their numbers given again. */
    private static final String END = """
            SELECT coalesce((SELECT transaction_id::text::bigint FROM person_change
                             WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                             ORDER BY transaction_id DESC LIMIT 1), 0) AS transaction_id
            """;

    private static final String READ = """
            SELECT transaction_id::text::bigint AS transaction_id, change_number, type, marketo_id, changed_at
            FROM person_change
            WHERE (transaction_id, change_number) > (?::text::xid8, ?::bigint)
              AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY transaction_id, change_number LIMIT ?
            """;

    private static final String DROP = "DELETE FROM person_change WHERE changed_at < ?";

    private final Database database;

    SqlPersonFeed(Database database) {
        this.database = database;
    }

    @Override
    public Position end() {
        long transactionId = database.get(END, parameters -> {}, row -> row.number("transaction_id"));
        return new Position(transactionId, Long.MAX_VALUE);
    }

    @Override
    public List<Change> read(Position after, int limit) {
        return database.list(
                READ,
                parameters -> parameters
                        .text(Long.toString(after.transactionId()))
                        .number(after.changeNumber())
                        .number(limit),
                row -> new Change(
                        new Position(row.number("transaction_id"), row.number("change_number")),
                        Type.valueOf(row.text("type")),
                        row.number("marketo_id"),
                        row.time("changed_at")));
    }

    @Override
    public int drop(Instant changedBefore) {
        return database.update(DROP, parameters -> parameters.time(changedBefore));
    }
}
