package dev.touchstone.salessync.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Which tasks of Salesforce become reminders of a seller: open ones that were changed in the 24 hours before the seller began, or later,
 * and those that are due today or tomorrow. Pure.
 *
 * @param begunAt when the seller's reminders began to be kept the same
 * @param zone of the seller
 */
public record ImportWindow(Instant begunAt, ZoneId zone) {
    private static final Duration BEFORE = Duration.ofHours(24);

    /**
     * True if a task is taken over.
     *
     * @param now by which today is meant
     */
    boolean takes(SalesforceTask task, Instant now) {
        boolean ours = !task.key().isEmpty();
        boolean done = task.closed() || ReminderStatus.COMPLETED.salesforce().equals(task.status());
        return !ours && !done && (!task.stamp().isBefore(begunAt.minus(BEFORE)) || isDueSoon(task, now));
    }

    private boolean isDueSoon(SalesforceTask task, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return task.dueDate()
                .filter(due -> due.equals(today) || due.equals(today.plusDays(1)))
                .isPresent();
    }
}
