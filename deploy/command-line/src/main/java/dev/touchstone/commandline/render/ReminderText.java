package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.ListConflictsResponse;
import dev.touchstone.salessync.v1.ListTasksResponse;
import dev.touchstone.salessync.v1.SalesTask;
import dev.touchstone.salessync.v1.SalesTaskConflict;

/** Reminders, as text. */
public final class ReminderText {
    private ReminderText() {}

    /** Reminders of a seller. */
    public static String tasks(ListTasksResponse answer, int width) {
        if (answer.getTasksCount() == 0) {
            return "There are none.\n";
        }
        Table table = Table.of(
                Table.text("Reminder"),
                Table.text("Due"),
                Table.text("Status"),
                Table.text("Name"),
                Table.text("Salesforce"),
                Table.text("Task"));
        for (SalesTask task : answer.getTasksList()) {
            table.row(
                    task.getTaskId(),
                    task.getDueDate(),
                    Words.plain(task.getStatus(), "SALES_TASK_STATUS_"),
                    Words.printable(task.getName()),
                    Words.plain(task.getLinkState(), "SALES_TASK_LINK_STATE_"),
                    task.getSalesforceId());
        }
        return table.render(width) + more(answer.getNextPageToken());
    }

    /** Conflicts of a seller's reminders. */
    public static String conflicts(ListConflictsResponse answer, int width) {
        if (answer.getConflictsCount() == 0) {
            return "There are no conflicts.\n";
        }
        Table table = Table.of(
                Table.text("Conflict"),
                Table.text("Found (UTC)"),
                Table.text("Reminder"),
                Table.text("Field"),
                Table.text("Now"),
                Table.text("Gave way"),
                Table.text("Of"));
        for (SalesTaskConflict conflict : answer.getConflictsList()) {
            table.row(
                    conflict.getConflictId(),
                    Stamps.time(conflict.getFoundTime()),
                    conflict.getTaskId(),
                    conflict.getField(),
                    Words.printable(conflict.getKeptValue()),
                    Words.printable(conflict.getLostValue()),
                    conflict.getLostInSalesforce() ? "Salesforce" : "here");
        }
        return table.render(width) + more(answer.getNextPageToken());
    }

    /** One reminder. */
    public static String task(SalesTask task) {
        String due = task.getDueDate().isEmpty() ? "" : ", due " + task.getDueDate();
        return Words.printable(task.getName()) + ": " + Words.plain(task.getStatus(), "SALES_TASK_STATUS_") + due
                + ", of " + Words.printable(task.getAssignee()) + " (" + task.getTaskId() + ").\n";
    }

    private static String more(String token) {
        return token.isEmpty() ? "" : "There are more: --page " + token + "\n";
    }
}
