package dev.touchstone.salessync.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A seller, her user in Salesforce, and reminders of hers. */
final class ReminderScene {
    static final String ANN = "ann@example.com";
    static final String BOB = "bob@example.com";
    static final String ANN_USER = "005000000000001AAA";
    static final String BOB_USER = "005000000000002AAA";
    static final String TASK = "00T000000000001AAA";
    static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");
    static final ReminderFields BASE = new ReminderFields(
            ReminderStatus.OPEN, ReminderPriority.NORMAL, Optional.of(LocalDate.parse("2026-12-01")), "a", ANN);

    private static final Map<String, String> SELLERS = Map.of(ANN_USER, ANN, BOB_USER, BOB);
    private static final Map<String, String> USERS = Map.of(ANN, ANN_USER, BOB, BOB_USER);

    private ReminderScene() {}

    static ReminderReading reading() {
        return new ReminderReading(
                false,
                user -> Optional.ofNullable(SELLERS.get(user)),
                who -> who.equals("00Q000000000007AAA") ? OptionalLong.of(7) : OptionalLong.empty());
    }

    static TaskWrite write() {
        return new TaskWrite(false, seller -> Optional.ofNullable(USERS.get(seller)));
    }

    /** A reminder that both sides have as {@link #BASE}. */
    static Reminder linked() {
        return reading()
                .imported(UUID.fromString("00000000-0000-7000-8000-000000000001"), task(BASE, TEN), ANN, at(TEN));
    }

    /** A task with the values of a reminder. */
    static SalesforceTask task(ReminderFields fields, Instant stamp) {
        return task(
                fields,
                fields.status().salesforce(),
                fields.priority().salesforce(),
                USERS.getOrDefault(fields.assignee(), fields.assignee()),
                stamp);
    }

    /** A task with a status and a priority of Salesforce's own. */
    static SalesforceTask task(ReminderFields fields, String status, String priority, String owner, Instant stamp) {
        return new SalesforceTask(
                TASK,
                "",
                new SalesforceTask.Links("", owner),
                status,
                priority,
                fields.dueDate(),
                fields.details(),
                "Call",
                status.equals("Completed"),
                false,
                stamp);
    }

    static ReadingTime at(Instant readAt) {
        return new ReadingTime(readAt, Duration.ZERO);
    }

    static Optional<LocalDate> day(String day) {
        return Optional.of(LocalDate.parse(day));
    }
}
