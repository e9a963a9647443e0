package dev.touchstone.salessync.reminder.api;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.reminder.LinkState;
import dev.touchstone.salessync.reminder.LostValue;
import dev.touchstone.salessync.reminder.Reminder;
import dev.touchstone.salessync.reminder.ReminderConflict;
import dev.touchstone.salessync.reminder.ReminderField;
import dev.touchstone.salessync.reminder.ReminderFields;
import dev.touchstone.salessync.reminder.ReminderPriority;
import dev.touchstone.salessync.reminder.ReminderStatus;
import dev.touchstone.salessync.v1.SalesTask;
import dev.touchstone.salessync.v1.SalesTaskConflict;
import dev.touchstone.salessync.v1.SalesTaskLinkState;
import dev.touchstone.salessync.v1.SalesTaskPriority;
import dev.touchstone.salessync.v1.SalesTaskStatus;
import java.time.Instant;
import java.util.Locale;

/** Writes reminders as messages. */
final class ReminderMessages {
    private ReminderMessages() {}

    static SalesTask task(Reminder reminder) {
        ReminderFields fields = reminder.fields();
        SalesTask.Builder task = SalesTask.newBuilder()
                .setTaskId(reminder.id().toString())
                .setVersion(reminder.version())
                .setName(reminder.name())
                .setStatus(status(fields.status()))
                .setPriority(priority(fields.priority()))
                .setDueDate(fields.text(ReminderField.DUE_DATE))
                .setDetails(fields.details())
                .setAssignee(fields.assignee())
                .setMarketoId(reminder.marketoId().orElse(0))
                .setLinkState(state(reminder.link().state()))
                .setSalesforceId(reminder.link().taskId().orElse(""))
                .setReadOnly(reminder.link().readOnly());
        reminder.deletedAt().ifPresent(time -> task.setDeleteTime(timestamp(time)));
        return task.build();
    }

    static SalesTaskConflict conflict(ReminderConflict conflict) {
        LostValue value = conflict.value();
        return SalesTaskConflict.newBuilder()
                .setConflictId(conflict.id().toString())
                .setTaskId(conflict.reminderId().toString())
                .setField(value.field().name().toLowerCase(Locale.ROOT))
                .setKeptValue(value.kept())
                .setLostValue(value.lost())
                .setLostInSalesforce(value.side() == LostValue.Side.SALESFORCE)
                .setFoundTime(timestamp(conflict.foundAt()))
                .build();
    }

    private static SalesTaskStatus status(ReminderStatus status) {
        return switch (status) {
            case OPEN -> SalesTaskStatus.SALES_TASK_STATUS_OPEN;
            case COMPLETED -> SalesTaskStatus.SALES_TASK_STATUS_COMPLETED;
        };
    }

    private static SalesTaskPriority priority(ReminderPriority priority) {
        return switch (priority) {
            case NORMAL -> SalesTaskPriority.SALES_TASK_PRIORITY_NORMAL;
            case HIGH -> SalesTaskPriority.SALES_TASK_PRIORITY_HIGH;
        };
    }

    private static SalesTaskLinkState state(LinkState state) {
        return switch (state) {
            case LOCAL -> SalesTaskLinkState.SALES_TASK_LINK_STATE_LOCAL;
            case UNSENT -> SalesTaskLinkState.SALES_TASK_LINK_STATE_UNSENT;
            case LINKED -> SalesTaskLinkState.SALES_TASK_LINK_STATE_LINKED;
            case CHANGED -> SalesTaskLinkState.SALES_TASK_LINK_STATE_CHANGED;
            case UNREAD -> SalesTaskLinkState.SALES_TASK_LINK_STATE_UNREAD;
            case DETACHED -> SalesTaskLinkState.SALES_TASK_LINK_STATE_DETACHED;
            case DELETING -> SalesTaskLinkState.SALES_TASK_LINK_STATE_DELETING;
            case GONE -> SalesTaskLinkState.SALES_TASK_LINK_STATE_GONE;
        };
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
