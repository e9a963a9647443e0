package dev.touchstone.salessync.reminder;

import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A row of the table {@code reminder}. */
final class SqlReminderRow {
    /** What {@link #read} needs. */
    static final String COLUMNS = """
            reminder_id, version, name, status, priority, due_date, details, assignee, marketo_id, edits, deleted_at, state,
            task_id, base_status, base_priority, base_due_date, base_details, base_assignee, sent_name, who_id, not_before,
            attempted, read_only
            """;

    /** A parameter for each of {@link #COLUMNS}, as {@link #bind} binds them. */
    static final String PARAMETERS = """
            ?, ?, ?, ?, ?, ?::date, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?::date, ?, ?, ?, ?, ?, ?, ?
            """;

    private SqlReminderRow() {}

    static Reminder read(SqlRow row) throws SQLException {
        ReminderLink link = new ReminderLink(
                LinkState.valueOf(row.text("state")),
                row.optionalText("task_id"),
                fields(row, "base_"),
                row.text("sent_name"),
                row.text("who_id"),
                row.time("not_before"),
                row.flag("attempted"),
                row.flag("read_only"));
        return new Reminder(
                row.uuid("reminder_id"),
                row.number("version"),
                row.text("name"),
                fields(row, ""),
                row.optionalNumber("marketo_id"),
                edits(row.texts("edits")),
                row.optionalTime("deleted_at"),
                link);
    }

    static SqlParameters bind(SqlParameters parameters, Reminder reminder) throws SQLException {
        ReminderLink link = reminder.link();
        parameters.uuid(reminder.id()).number(reminder.version()).text(reminder.name());
        bind(parameters, reminder.fields())
                .optionalNumber(reminder.marketoId())
                .texts(
                        List.copyOf(reminder.edits().entrySet()),
                        edit -> edit.getKey().name() + " " + edit.getValue())
                .time(reminder.deletedAt().orElse(null))
                .text(link.state().name())
                .text(link.taskId().orElse(null));
        return bind(parameters, link.base())
                .text(link.sentName())
                .text(link.whoId())
                .time(link.notBefore())
                .flag(link.attempted())
                .flag(link.readOnly());
    }

    private static SqlParameters bind(SqlParameters parameters, ReminderFields fields) throws SQLException {
        return parameters
                .text(fields.status().name())
                .text(fields.priority().name())
                .text(fields.dueDate().map(LocalDate::toString).orElse(null))
                .text(fields.details())
                .text(fields.assignee());
    }

    private static ReminderFields fields(SqlRow row, String prefix) throws SQLException {
        return new ReminderFields(
                ReminderStatus.valueOf(row.text(prefix + "status")),
                ReminderPriority.valueOf(row.text(prefix + "priority")),
                row.optionalDate(prefix + "due_date"),
                row.text(prefix + "details"),
                row.text(prefix + "assignee"));
    }

    private static Map<ReminderField, Instant> edits(List<String> texts) {
        Map<ReminderField, Instant> edits = new EnumMap<>(ReminderField.class);
        for (String text : texts) {
            int blank = text.indexOf(' ');
            edits.put(ReminderField.valueOf(text.substring(0, blank)), Instant.parse(text.substring(blank + 1)));
        }
        return edits;
    }
}
