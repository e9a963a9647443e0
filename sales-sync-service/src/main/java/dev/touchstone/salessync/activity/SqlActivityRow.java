package dev.touchstone.salessync.activity;

import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.outbox.SqlOutboxRow;
import java.sql.SQLException;

/** Reads an activity with its row of the outbox; for the stores that list them. */
public final class SqlActivityRow {
    /** What {@link #activity} needs, without a condition; the tables are {@code a} and {@code o}. */
    public static final String SELECT = """
            SELECT a.activity_key, a.client_key, a.kind, a.marketo_id, a.occurred_at, a.accepted_at AS recorded_at,
                a.owner_id, a.email_id, a.email_number, a.content::text AS content, a.transaction_id::text AS transaction_id,
                a.ordinal AS place, o.*
            FROM activity a JOIN outbox o ON o.outbox_key = a.activity_key
            """;

    private SqlActivityRow() {}

    /** The activity of a row. */
    public static Activity activity(SqlRow row) throws SQLException {
        ActivityContent content = new ActivityContent(
                ActivityKind.valueOf(row.text("kind")),
                row.optionalText("email_id").orElse(null),
                SqlActivityContent.read(row.text("content")));
        NewActivity recorded =
                new NewActivity(row.text("client_key"), row.number("marketo_id"), row.time("occurred_at"), content);
        return new Activity(
                row.text("activity_key"),
                recorded,
                row.time("recorded_at"),
                row.optionalText("owner_id").orElse(null),
                row.optionalText("email_number").map(Long::valueOf).orElse(null),
                SqlOutboxRow.entry(row));
    }
}
