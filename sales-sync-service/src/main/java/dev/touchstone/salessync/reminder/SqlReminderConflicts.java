package dev.touchstone.salessync.reminder;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code reminder_conflict}. */
@ApplicationScoped
class SqlReminderConflicts {
    private static final String ADD = """
            INSERT INTO reminder_conflict (conflict_id, reminder_id, field, kept, lost, lost_side, found_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String READ = """
            SELECT c.conflict_id, c.reminder_id, c.field, c.kept, c.lost, c.lost_side, c.found_at, c.resolved_at, c.used_other
            FROM reminder_conflict c
            """;

    private static final String FIND = READ + "WHERE c.conflict_id = ?";

    private static final String PAGE = READ + """
            JOIN reminder r ON r.reminder_id = c.reminder_id
            WHERE r.assignee = ? AND c.conflict_id > ? AND c.resolved_at IS NULL ORDER BY c.conflict_id LIMIT ?
            """;

    private static final String RESOLVE = """
            UPDATE reminder_conflict SET resolved_at = ?, used_other = ? WHERE conflict_id = ? AND resolved_at IS NULL
            """;

    private final Database database;
    private final IdSource ids;

    SqlReminderConflicts(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    void add(UUID reminderId, LostValue value, Instant now) {
        database.update(
                ADD,
                parameters -> parameters
                        .uuid(ids.next())
                        .uuid(reminderId)
                        .text(value.field().name())
                        .text(value.kept())
                        .text(value.lost())
                        .text(value.side().name())
                        .time(now));
    }

    Optional<ReminderConflict> find(UUID id) {
        return database.find(FIND, parameters -> parameters.uuid(id), SqlReminderConflicts::read);
    }

    /** Conflicts of a seller's reminders that nobody has settled, after one, by id. */
    List<ReminderConflict> page(String seller, UUID after, int size) {
        return database.list(
                PAGE, parameters -> parameters.text(seller).uuid(after).number(size), SqlReminderConflicts::read);
    }

    /** Keeps how it was settled; false if it was before. */
    boolean resolve(UUID id, boolean usedOther, Instant now) {
        return database.update(
                        RESOLVE,
                        parameters -> parameters.time(now).flag(usedOther).uuid(id))
                == 1;
    }

    private static ReminderConflict read(SqlRow row) throws SQLException {
        LostValue value = new LostValue(
                ReminderField.valueOf(row.text("field")),
                row.text("kept"),
                row.text("lost"),
                LostValue.Side.valueOf(row.text("lost_side")));
        return new ReminderConflict(
                row.uuid("conflict_id"),
                row.uuid("reminder_id"),
                value,
                row.time("found_at"),
                row.optionalTime("resolved_at"),
                row.flag("used_other"));
    }
}
