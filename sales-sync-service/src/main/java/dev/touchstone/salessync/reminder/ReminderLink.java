package dev.touchstone.salessync.reminder;

import java.time.Instant;
import java.util.Optional;

/**
 * A reminder's task in Salesforce, and what both sides agreed on. Pure.
 *
 * @param taskId empty until Salesforce has told it
 * @param base what Salesforce has, as far as is known; what was, or is about to be, sent for a task that was never read
 * @param sentName the name that Salesforce has got
 * @param whoId lead or contact of the task; empty for none
 * @param notBefore by Salesforce's clock; what was read earlier is older than what is known
 * @param attempted true if the task may be there although nobody has told its id
 * @param readOnly true if the task recurs or is archived: it is shown and never written
 */
public record ReminderLink(
        LinkState state,
        Optional<String> taskId,
        ReminderFields base,
        String sentName,
        String whoId,
        Instant notBefore,
        boolean attempted,
        boolean readOnly) {

    /** The link of a reminder that is made here. */
    static ReminderLink made(LinkState state, ReminderFields fields, String name, String whoId) {
        return new ReminderLink(state, Optional.empty(), fields, name, whoId, Instant.EPOCH, false, false);
    }

    /** The same after an event. */
    ReminderLink after(LinkEvent event) {
        return new ReminderLink(
                LinkMachine.next(state, event), taskId, base, sentName, whoId, notBefore, attempted, readOnly);
    }

    /** The same with what is, or is about to be, in Salesforce. */
    ReminderLink holding(ReminderFields sent, String name) {
        return new ReminderLink(state, taskId, sent, name, whoId, notBefore, true, readOnly);
    }

    /** The same with the task's id. */
    ReminderLink to(String id) {
        return new ReminderLink(state, Optional.of(id), base, sentName, whoId, notBefore, true, readOnly);
    }

    /** The same with a task that was read. */
    ReminderLink reading(SalesforceTask task, ReminderFields seen, Instant readAt) {
        return new ReminderLink(
                state, Optional.of(task.id()), seen, sentName, task.links().whoId(), readAt, true, task.readOnly());
    }

    /** The same, where nothing read before a time counts. */
    ReminderLink notBefore(Instant time) {
        Instant later = time.isAfter(notBefore) ? time : notBefore;
        return new ReminderLink(state, taskId, base, sentName, whoId, later, attempted, readOnly);
    }
}
