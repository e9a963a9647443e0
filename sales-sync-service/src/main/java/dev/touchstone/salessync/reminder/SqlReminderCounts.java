package dev.touchstone.salessync.reminder;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what waits, over all tables of reminders. */
@ApplicationScoped
class SqlReminderCounts {
    private static final String COUNTS = """
            WITH waiting AS (
                SELECT r.state, r.failures, r.created_at, r.deleted_at, r.edits
                FROM reminder r JOIN reminder_seller s ON s.seller = r.base_assignee AND s.active
                WHERE r.send_at IS NOT NULL),
            begun AS (SELECT min(begun_at) AS begun_at FROM reminder_seller WHERE active)
            SELECT count(*) FILTER (WHERE state IN ('UNSENT', 'CHANGED', 'DELETING')) AS unsent,
                min(CASE state WHEN 'UNSENT' THEN created_at WHEN 'DELETING' THEN deleted_at
                    WHEN 'CHANGED' THEN (SELECT min(split_part(e, ' ', 2)::timestamptz) FROM unnest(edits) AS e)
                    END) AS unsent_since,
                count(*) FILTER (WHERE failures > 0) AS refused,
                (SELECT count(*) FROM reminder_conflict WHERE resolved_at IS NULL) AS conflicts,
                (SELECT CASE WHEN b.begun_at IS NOT NULL THEN coalesce(p.watermark, b.begun_at) END
                    FROM begun b CROSS JOIN reminder_reading p) AS read_until
            FROM waiting
            """;

    private final Database database;

    SqlReminderCounts(Database database) {
        this.database = database;
    }

    ReminderCounts counts() {
        return database.get(
                COUNTS,
                parameters -> {},
                row -> new ReminderCounts(
                        row.number("unsent"),
                        row.optionalTime("unsent_since"),
                        row.number("refused"),
                        row.number("conflicts"),
                        row.optionalTime("read_until")));
    }
}
