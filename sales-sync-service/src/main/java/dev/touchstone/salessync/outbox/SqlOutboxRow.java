package dev.touchstone.salessync.outbox;

import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.outbox.OutboxEntry.History;
import dev.touchstone.salessync.outbox.OutboxEntry.Marks;
import dev.touchstone.salessync.outbox.OutboxEntry.Status;
import java.sql.SQLException;
import java.util.UUID;

/** Reads a row of the table {@code outbox}, also where another store joins it. */
public final class SqlOutboxRow {
    private SqlOutboxRow() {}

    /** The row. */
    public static OutboxEntry entry(SqlRow row) throws SQLException {
        Status status = new Status(
                OutboxState.valueOf(row.text("state")),
                row.time("due_at"),
                row.optionalText("cause").orElse(null),
                row.optionalText("code").orElse(null),
                row.optionalText("remote_id").orElse(null),
                row.optionalText("group_id").map(UUID::fromString).orElse(null));
        History history = new History(
                (int) row.number("attempt_count"),
                (int) row.number("system_error_count"),
                row.optionalTime("attempt_started_at").orElse(null),
                row.optionalTime("troubled_at").orElse(null),
                (int) row.number("read_back_count"),
                new Marks(row.flag("alias_tried"), row.flag("shortened"), row.flag("possible_duplicate")));
        return new OutboxEntry(
                row.text("outbox_key"),
                row.text("topic"),
                row.number("order_key"),
                row.time("event_at"),
                row.number("fence"),
                status,
                history);
    }
}
