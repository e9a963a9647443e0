package dev.touchstone.salessync.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A task as it was read from Salesforce. Pure.
 *
 * @param id 18 characters
 * @param key our external id; empty for a task that this service did not make
 * @param links whom it is about and whose it is
 * @param status as Salesforce calls it
 * @param priority as Salesforce calls it
 * @param dueDate {@code ActivityDate}
 * @param description empty if there is none
 * @param subject empty if there is none; taken as the name of a task that is imported, and never later
 * @param closed {@code IsClosed}
 * @param readOnly true if it recurs or is archived
 * @param stamp {@code SystemModstamp}
 */
public record SalesforceTask(
        String id,
        String key,
        Links links,
        String status,
        String priority,
        Optional<LocalDate> dueDate,
        String description,
        String subject,
        boolean closed,
        boolean readOnly,
        Instant stamp) {

    /**
     * Whom a task is about and whose it is.
     *
     * @param whoId lead or contact, 18 characters; empty for none
     * @param ownerId user, 18 characters
     */
    public record Links(String whoId, String ownerId) {}
}
