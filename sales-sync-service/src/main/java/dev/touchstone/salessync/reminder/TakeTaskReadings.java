package dev.touchstone.salessync.reminder;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.reminder.TaskReadings.TaskReading;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores what readings of tasks say about reminders, and takes over tasks that become reminders. */
@ApplicationScoped
class TakeTaskReadings {
    private final SqlReminderStore reminders;
    private final SqlReminderConflicts conflicts;
    private final SqlReminderSellers sellers;
    private final SqlReminderMappings mappings;
    private final ReminderPolicy policy;
    private final IdSource ids;
    private final Clock clock;

    TakeTaskReadings(
            SqlReminderStore reminders,
            SqlReminderConflicts conflicts,
            SqlReminderSellers sellers,
            SqlReminderMappings mappings,
            ReminderPolicy policy,
            IdSource ids,
            Clock clock) {
        this.reminders = reminders;
        this.conflicts = conflicts;
        this.sellers = sellers;
        this.mappings = mappings;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is needed to understand a batch. */
    private record Batch(
            ReminderReading reading,
            Map<String, SqlReminderSellers.ReminderSeller> sellers,
            SqlReminderMappings.Sellers users,
            ReadingTime time,
            Map<String, Reminder> byTask,
            Map<UUID, Reminder> byId) {
        /** A task may be in a batch twice. */
        void remember(Reminder reminder) {
            reminder.link().taskId().ifPresent(task -> byTask.put(task, reminder));
            byId.put(reminder.id(), reminder);
        }
    }

    /**
     * Stores readings. The same ones may be stored again, and in any order.
     *
     * @return the reminders whose readings told something new, by id: on their strength something may be sent
     */
    @Transactional
    Map<UUID, Reminder> store(TaskReadings readings) {
        Batch batch = batch(readings);
        reminders.lock(taskIds(readings), keys(readings)).forEach(batch::remember);
        Map<UUID, Reminder> taken = new HashMap<>();
        for (TaskReading reading : readings.tasks()) {
            switch (reading) {
                case TaskReading.Gone gone ->
                    Optional.ofNullable(batch.byTask.get(gone.taskId()))
                            .filter(reminder -> isFollowed(reminder, batch))
                            .ifPresent(reminder -> gone(reminder, batch));
                case TaskReading.Present present ->
                    present(present.task(), known(present.task(), batch), batch)
                            .ifPresent(reminder -> taken.put(reminder.id(), reminder));
            }
        }
        return taken;
    }

    private Optional<Reminder> present(SalesforceTask task, @Nullable Reminder known, Batch batch) {
        if (known == null) {
            imported(task, batch);
            return Optional.empty();
        }
        boolean another =
                known.link().taskId().filter(id -> !id.equals(task.id())).isPresent();
        if (another || !isFollowed(known, batch)) {
            if (another) {
                Log.warnf("the task %s has the key of a reminder that is another task", task.id());
            }
            return Optional.empty();
        }
        ReminderReading.Read read = batch.reading.present(known, task, batch.time);
        if (!read.reminder().equals(known)) {
            replace(read.reminder(), batch);
        }
        Instant now = clock.instant();
        read.lost().forEach(value -> conflicts.add(known.id(), value, now));
        return read.taken() ? Optional.of(read.reminder()) : Optional.empty();
    }

    private void gone(Reminder reminder, Batch batch) {
        Reminder gone = batch.reading.gone(reminder, batch.time);
        if (!gone.equals(reminder)) {
            replace(gone, batch);
        }
    }

    private void replace(Reminder reminder, Batch batch) {
        reminders.replace(reminder, SendTimes.after(reminder, clock.instant(), Duration.ZERO));
        batch.remember(reminder);
    }

    private void imported(SalesforceTask task, Batch batch) {
        Instant now = clock.instant();
        batch.users
                .ofUser(task.links().ownerId())
                .map(batch.sellers::get)
                .filter(seller -> seller.window().takes(task))
                .ifPresent(seller -> reminders.insert(
                        batch.reading.imported(ids.next(), task, seller.seller(), batch.time), null, now));
    }

    private Batch batch(TaskReadings readings) {
        SqlReminderMappings.Sellers users = mappings.sellers();
        Map<String, SqlReminderSellers.ReminderSeller> active = new HashMap<>();
        sellers.active().forEach(seller -> active.put(seller.seller(), seller));
        List<String> who = new ArrayList<>();
        for (TaskReading reading : readings.tasks()) {
            if (reading instanceof TaskReading.Present present) {
                who.add(present.task().links().whoId());
            }
        }
        Map<String, Long> people = mappings.people(who);
        ReminderReading reading = new ReminderReading(policy.subjectFollowsName(), users::ofUser, whoId -> {
            Long person = people.get(whoId);
            return person == null ? OptionalLong.empty() : OptionalLong.of(person);
        });
        return new Batch(reading, active, users, readings.time(), new HashMap<>(), new HashMap<>());
    }

    /** While it is switched off, everything stays as both sides agreed on it last. */
    private static boolean isFollowed(Reminder reminder, Batch batch) {
        return batch.sellers.containsKey(reminder.link().base().assignee());
    }

    private static @Nullable Reminder known(SalesforceTask task, Batch batch) {
        Reminder reminder = batch.byTask.get(task.id());
        return reminder != null ? reminder : key(task).map(batch.byId::get).orElse(null);
    }

    private static List<String> taskIds(TaskReadings readings) {
        return readings.tasks().stream()
                .map(reading -> switch (reading) {
                    case TaskReading.Present present -> present.task().id();
                    case TaskReading.Gone gone -> gone.taskId();
                })
                .toList();
    }

    private static List<UUID> keys(TaskReadings readings) {
        List<UUID> keys = new ArrayList<>();
        for (TaskReading reading : readings.tasks()) {
            if (reading instanceof TaskReading.Present present) {
                key(present.task()).ifPresent(keys::add);
            }
        }
        return keys;
    }

    /** Keys of other tasks of ours look otherwise. */
    private static Optional<UUID> key(SalesforceTask task) {
        try {
            return task.key().length() == 36 ? Optional.of(UUID.fromString(task.key())) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
