package dev.touchstone.salessync.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Which tasks of Salesforce become reminders of a seller: open ones that were changed in the 24 hours before the seller began, or later,
 * and those that were due on the day of the beginning or the next. Pure.
 *
 * @param begunAt when the seller's reminders began to be kept the same
 * @param zone of the seller, by which the day is meant
 */
record ImportWindow(Instant begunAt, ZoneId zone) {
    private static final Duration BEFORE = Duration.ofHours(24);

    /** Tasks that were changed at this time or later are taken over. */
    Instant changedSince() {
        return begunAt.minus(BEFORE);
    }

    /** Tasks that are due on these days are taken over. */
    List<LocalDate> days() {
        LocalDate today = LocalDate.ofInstant(begunAt, zone);
        return List.of(today, today.plusDays(1));
    }

    /** True if a task is taken over. */
    boolean takes(SalesforceTask task) {
        boolean ours = !task.key().isEmpty();
        boolean done = task.closed() || ReminderStatus.COMPLETED.salesforce().equals(task.status());
        return !ours && !done && (!task.stamp().isBefore(changedSince()) || isDueSoon(task));
    }

    private boolean isDueSoon(SalesforceTask task) {
        return task.dueDate().filter(days()::contains).isPresent();
    }
}
