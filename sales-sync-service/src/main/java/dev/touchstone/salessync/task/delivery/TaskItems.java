package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityStore;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.task.TaskRecord;
import dev.touchstone.salessync.task.TaskStore;
import dev.touchstone.salessync.task.rule.TaskKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of tasks, within the caller's transaction. */
@ApplicationScoped
class TaskItems {
    private final TaskStore tasks;
    private final ActivityStore activities;

    TaskItems(TaskStore tasks, ActivityStore activities) {
        this.tasks = tasks;
        this.activities = activities;
    }

    /** The tasks of rows, in their order; those of whom it is not known whom they are about are left out. */
    List<TaskItem> of(List<OutboxEntry> rows) {
        Map<String, TaskRecord> records =
                byKey(tasks.list(rows.stream().map(OutboxEntry::key).toList()), TaskRecord::key);
        Map<String, Activity> contents = byKey(
                activities.list(
                        records.values().stream().map(TaskRecord::activityKey).toList()),
                Activity::key);
        Map<String, String> subjects = repliedTo(records.values());
        List<TaskItem> items = new ArrayList<>(rows.size());
        for (OutboxEntry row : rows) {
            TaskRecord record = Objects.requireNonNull(records.get(row.key()), "a row has its task");
            Activity activity = Objects.requireNonNull(contents.get(record.activityKey()), "a task has its activity");
            String repliedTo = record.kind() == TaskKind.REPLY ? subjects.getOrDefault(text(record.emailId()), "") : "";
            record.relation()
                    .ifPresent(relation -> items.add(new TaskItem(row, record, relation, activity, repliedTo)));
        }
        return items;
    }

    /** Subjects of the e-mails that replies answer, by the caller's id. */
    private Map<String, String> repliedTo(Collection<TaskRecord> records) {
        List<String> emails = records.stream()
                .filter(record -> record.kind() == TaskKind.REPLY && record.emailId() != null)
                .map(record -> text(record.emailId()))
                .distinct()
                .toList();
        Map<String, String> sent = tasks.sentActivities(emails);
        Map<String, Activity> contents =
                sent.isEmpty() ? Map.of() : byKey(activities.list(sent.values()), Activity::key);
        Map<String, String> subjects = new HashMap<>();
        sent.forEach((email, key) -> {
            Activity activity = contents.get(key);
            if (activity != null) {
                subjects.put(email, activity.recorded().content().text(ActivityAttribute.SUBJECT));
            }
        });
        return subjects;
    }

    private static <T> Map<String, T> byKey(List<T> values, Function<T, String> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
