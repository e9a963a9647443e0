package dev.touchstone.salessync.reminder;

import java.time.Duration;

/**
 * How reminders are sent. Pure.
 *
 * @param subjectFollowsName whether a task is renamed with its reminder
 * @param lease how long a process that died keeps others from sending what it had in hand
 * @param taskInterval how often it is asked in Salesforce which tasks changed
 */
public record ReminderPolicy(boolean subjectFollowsName, Duration lease, Duration taskInterval) {
    /** A task is read again so long after it was written: by then Salesforce's clock, read to the second, is past the write. */
    static final Duration VERIFY_AFTER = Duration.ofSeconds(5);
    /** How long what was deleted on both sides is kept. */
    static final Duration KEEP_DELETED = Duration.ofDays(30);
}
