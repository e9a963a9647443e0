package dev.touchstone.salessync.task.api;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.settings.SettingsVersion;
import dev.touchstone.salessync.task.TaskRecord;
import dev.touchstone.salessync.task.rule.TaskFlags;
import dev.touchstone.salessync.task.rule.WhatIdChoice;
import dev.touchstone.salessync.task.settings.TaskSettings;
import dev.touchstone.salessync.v1.CrmTask;
import dev.touchstone.salessync.v1.CrmTaskCounts;
import dev.touchstone.salessync.v1.CrmTaskSettings;
import dev.touchstone.salessync.v1.CrmTaskSettingsVersion;
import dev.touchstone.salessync.v1.CrmTaskState;
import dev.touchstone.salessync.v1.CrmTaskWhatId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes tasks and their settings as messages. */
final class CrmTaskMessages {
    private CrmTaskMessages() {}

    static CrmTaskSettingsVersion message(SettingsVersion<TaskSettings> version) {
        TaskSettings settings = version.settings();
        return CrmTaskSettingsVersion.newBuilder()
                .setVersion(version.version())
                .setSettings(CrmTaskSettings.newBuilder()
                        .setLogEmails(settings.emails())
                        .setLogCalls(settings.calls())
                        .setSubjectTemplate(settings.template().text())
                        .setWhatId(message(settings.whatId())))
                .setEtag(version.etag())
                .setAuthor(version.author())
                .setNote(version.note())
                .setCreateTime(timestamp(version.createdAt()))
                .build();
    }

    static CrmTask message(LookAtTasks.Seen seen) {
        TaskRecord task = seen.task();
        OutboxEntry row = seen.row();
        CrmTask.Builder message = CrmTask.newBuilder()
                .setTaskKey(task.key())
                .setActivityKey(task.activityKey())
                .setSeller(task.seller())
                .setState(message(TaskState.of(row.state(), seen.usable())))
                .setCause(row.cause().orElse(""))
                .setCode(text(row.status().code()))
                .setAttemptCount(row.history().attempts())
                .setTaskId(text(row.status().remoteId()))
                .addAllRejectedIds(task.rejected())
                .addAllLeftOutFields(task.leftOut().stream().sorted().toList())
                .setViewed(task.flags().set().contains(TaskFlags.Flag.VIEWED))
                .setClicked(task.flags().set().contains(TaskFlags.Flag.CLICKED))
                .setReplied(task.flags().set().contains(TaskFlags.Flag.REPLIED));
        task.relation().ifPresent(relation -> message.setWhoId(relation.whoId()).setWhatId(relation.whatId()));
        if (row.state().isOpen()) {
            message.setDueTime(timestamp(row.status().dueAt()));
        }
        return message.build();
    }

    static CrmTaskCounts message(TaskCounts counts) {
        CrmTaskCounts.Builder message = CrmTaskCounts.newBuilder()
                .setAcceptedCount(counts.accepted())
                .setWaitingConnectionCount(counts.of(TaskState.WAITING_CONNECTION))
                .setResolvingCount(counts.of(TaskState.RESOLVING))
                .setReadyCount(counts.of(TaskState.READY))
                .setSendingCount(counts.of(TaskState.SENDING))
                .setDoneCount(counts.of(TaskState.DONE))
                .setWaitQuotaCount(counts.of(TaskState.WAIT_QUOTA))
                .setInDoubtCount(counts.of(TaskState.IN_DOUBT))
                .setSkippedCount(counts.of(TaskState.SKIPPED))
                .setDeadCount(counts.of(TaskState.DEAD));
        counts.oldestOpenAt().ifPresent(at -> message.setOldestOpenTime(timestamp(at)));
        return message.build();
    }

    private static CrmTaskWhatId message(WhatIdChoice choice) {
        return switch (choice) {
            case NONE -> CrmTaskWhatId.CRM_TASK_WHAT_ID_NONE;
            case ACCOUNT -> CrmTaskWhatId.CRM_TASK_WHAT_ID_ACCOUNT;
            case OPEN_OPPORTUNITY -> CrmTaskWhatId.CRM_TASK_WHAT_ID_OPEN_OPPORTUNITY;
        };
    }

    private static CrmTaskState message(TaskState state) {
        return switch (state) {
            case WAITING_CONNECTION -> CrmTaskState.CRM_TASK_STATE_WAITING_CONNECTION;
            case RESOLVING -> CrmTaskState.CRM_TASK_STATE_RESOLVING;
            case READY -> CrmTaskState.CRM_TASK_STATE_READY;
            case SENDING -> CrmTaskState.CRM_TASK_STATE_SENDING;
            case DONE -> CrmTaskState.CRM_TASK_STATE_DONE;
            case WAIT_QUOTA -> CrmTaskState.CRM_TASK_STATE_WAIT_QUOTA;
            case IN_DOUBT -> CrmTaskState.CRM_TASK_STATE_IN_DOUBT;
            case SKIPPED -> CrmTaskState.CRM_TASK_STATE_SKIPPED;
            case DEAD -> CrmTaskState.CRM_TASK_STATE_DEAD;
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
