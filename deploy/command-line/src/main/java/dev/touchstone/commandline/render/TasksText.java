package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.CrmTask;
import dev.touchstone.salessync.v1.CrmTaskCounts;
import dev.touchstone.salessync.v1.CrmTaskSettings;
import dev.touchstone.salessync.v1.CrmTaskSettingsVersion;
import dev.touchstone.salessync.v1.CrmTaskState;
import dev.touchstone.salessync.v1.CrmTaskWhatId;

/** Tasks in Salesforce, as text. */
public final class TasksText {
    private TasksText() {}

    /** How many there are by state. */
    public static String counts(CrmTaskCounts counts, int width) {
        Table table = Table.of(Table.text("State"), Table.number("Tasks"));
        table.row("waiting for the seller's connection", Words.number(counts.getWaitingConnectionCount()));
        table.row("whom it is about is looked up", Words.number(counts.getResolvingCount()));
        table.row("ready", Words.number(counts.getReadyCount()));
        table.row("being sent", Words.number(counts.getSendingCount()));
        table.row("waiting for calls", Words.number(counts.getWaitQuotaCount()));
        table.row("in doubt", Words.number(counts.getInDoubtCount()));
        table.row("in Salesforce", Words.number(counts.getDoneCount()));
        table.row("no task", Words.number(counts.getSkippedCount()));
        table.row("refused", Words.number(counts.getDeadCount()));
        String oldest = counts.hasOldestOpenTime()
                ? "The oldest that is not finished is of " + Stamps.time(counts.getOldestOpenTime()) + " UTC.\n"
                : "All are finished.\n";
        return table.render(width) + oldest;
    }

    /** One task. */
    public static String task(CrmTask task) {
        StringBuilder text = new StringBuilder("Task ")
                .append(task.getTaskKey())
                .append(" of ")
                .append(Words.printable(task.getSeller()))
                .append(": ")
                .append(state(task.getState()));
        if (!task.getCause().isEmpty()) {
            text.append(", ").append(task.getCause());
        }
        if (!task.getCode().isEmpty()) {
            text.append(", last code ").append(Words.printable(task.getCode()));
        }
        text.append(".\n");
        line(text, "Salesforce id", task.getTaskId());
        line(text, "About", task.getWhoId());
        line(text, "Related to", task.getWhatId());
        line(text, "Others with the address", String.join(", ", task.getRejectedIdsList()));
        line(text, "Made without", String.join(", ", task.getLeftOutFieldsList()));
        return text.toString();
    }

    /** What is logged. */
    public static String settings(CrmTaskSettingsVersion version) {
        CrmTaskSettings settings = version.getSettings();
        return "Version " + version.getVersion() + ": e-mails and replies " + logged(settings.getLogEmails())
                + ", calls " + logged(settings.getLogCalls()) + ".\n"
                + "Subject: " + Words.printable(settings.getSubjectTemplate()) + "\n"
                + "The task of a contact is about " + about(settings.getWhatId()) + ".\n";
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(name).append(": ").append(Words.printable(value)).append('\n');
        }
    }

    private static String logged(boolean logged) {
        return logged ? "are logged" : "are not logged";
    }

    private static String about(CrmTaskWhatId whatId) {
        return switch (whatId) {
            case CRM_TASK_WHAT_ID_NONE -> "nothing else";
            case CRM_TASK_WHAT_ID_ACCOUNT -> "its account too";
            case CRM_TASK_WHAT_ID_OPEN_OPPORTUNITY -> "an open opportunity too";
            case CRM_TASK_WHAT_ID_UNSPECIFIED, UNRECOGNIZED -> "something that this version does not know";
        };
    }

    private static String state(CrmTaskState state) {
        return switch (state) {
            case CRM_TASK_STATE_WAITING_CONNECTION -> "waits for the seller's connection";
            case CRM_TASK_STATE_RESOLVING -> "whom it is about is looked up";
            case CRM_TASK_STATE_READY -> "ready";
            case CRM_TASK_STATE_SENDING -> "is being sent";
            case CRM_TASK_STATE_DONE -> "in Salesforce";
            case CRM_TASK_STATE_WAIT_QUOTA -> "waits for calls";
            case CRM_TASK_STATE_IN_DOUBT -> "in doubt";
            case CRM_TASK_STATE_SKIPPED -> "no task";
            case CRM_TASK_STATE_DEAD -> "refused";
            case CRM_TASK_STATE_UNSPECIFIED, UNRECOGNIZED -> "in a state that this version does not know";
        };
    }
}
