package dev.touchstone.salessync.task;

import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.task.rule.TaskFlags;
import dev.touchstone.salessync.task.rule.TaskKind;
import dev.touchstone.salessync.task.rule.TaskRelation;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Rows of {@code crm_task} and of flags. */
final class SqlTaskRow {
    private SqlTaskRow() {}

    static TaskRecord task(SqlRow row) throws SQLException {
        Optional<String> who = row.optionalText("who_id");
        Optional<TaskRelation> relation = who.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TaskRelation(who.get(), row.flag("is_lead"), row.text("what_id"), row.text("account_id")));
        return new TaskRecord(
                row.text("task_key"),
                row.text("activity_key"),
                TaskKind.valueOf(row.text("kind")),
                row.text("seller"),
                row.number("marketo_id"),
                row.optionalText("email_id").orElse(null),
                relation,
                row.texts("rejected"),
                Set.copyOf(row.texts("left_out")),
                flags(row));
    }

    static TaskFlags flags(SqlRow row) throws SQLException {
        Set<TaskFlags.Flag> set = EnumSet.noneOf(TaskFlags.Flag.class);
        if (row.flag("viewed")) {
            set.add(TaskFlags.Flag.VIEWED);
        }
        if (row.flag("clicked")) {
            set.add(TaskFlags.Flag.CLICKED);
        }
        if (row.flag("replied")) {
            set.add(TaskFlags.Flag.REPLIED);
        }
        return new TaskFlags(set);
    }
}
