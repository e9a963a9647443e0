package dev.touchstone.salessync.reminder;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What both sides may change of a reminder, in this service's terms. Pure.
 *
 * @param dueDate a day without zone, as Salesforce's {@code ActivityDate}
 * @param details any length; Salesforce gets the part that it takes
 * @param assignee address of the seller, lower case
 */
public record ReminderFields(
        ReminderStatus status,
        ReminderPriority priority,
        Optional<LocalDate> dueDate,
        String details,
        String assignee) {

    /** What a reminder is before anybody says more. */
    public static ReminderFields of(String assignee) {
        return new ReminderFields(ReminderStatus.OPEN, ReminderPriority.NORMAL, Optional.empty(), "", assignee);
    }

    /** The same with another status. */
    public ReminderFields withStatus(ReminderStatus other) {
        return new ReminderFields(other, priority, dueDate, details, assignee);
    }

    /** The same with another priority. */
    public ReminderFields withPriority(ReminderPriority other) {
        return new ReminderFields(status, other, dueDate, details, assignee);
    }

    /** The same with another day, or none. */
    public ReminderFields withDueDate(Optional<LocalDate> other) {
        return new ReminderFields(status, priority, other, details, assignee);
    }

    /** The same with another text. */
    public ReminderFields withDetails(String other) {
        return new ReminderFields(status, priority, dueDate, other, assignee);
    }

    /** The same with another seller. */
    public ReminderFields withAssignee(String other) {
        return new ReminderFields(status, priority, dueDate, details, other);
    }

    /** The same with one field of others. */
    public ReminderFields with(ReminderField field, ReminderFields others) {
        return switch (field) {
            case STATUS -> withStatus(others.status);
            case PRIORITY -> withPriority(others.priority);
            case DUE_DATE -> withDueDate(others.dueDate);
            case DETAILS -> withDetails(others.details);
            case ASSIGNEE -> withAssignee(others.assignee);
        };
    }

    /** The same with one field as {@link #text} wrote it. */
    public ReminderFields with(ReminderField field, String text) {
        return switch (field) {
            case STATUS -> withStatus(ReminderStatus.valueOf(text));
            case PRIORITY -> withPriority(ReminderPriority.valueOf(text));
            case DUE_DATE -> withDueDate(text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text)));
            case DETAILS -> withDetails(text);
            case ASSIGNEE -> withAssignee(text);
        };
    }

    /** A field as text: names of values, days as {@code 2026-12-01}, empty for no day. Equal texts are equal values. */
    public String text(ReminderField field) {
        return switch (field) {
            case STATUS -> status.name();
            case PRIORITY -> priority.name();
            case DUE_DATE -> dueDate.map(LocalDate::toString).orElse("");
            case DETAILS -> details;
            case ASSIGNEE -> assignee;
        };
    }

    /** True if a field has the same value in both. */
    public boolean agrees(ReminderField field, ReminderFields other) {
        return text(field).equals(other.text(field));
    }

    /** The fields whose values are not those of others. */
    public Set<ReminderField> differences(ReminderFields others) {
        Set<ReminderField> different = EnumSet.noneOf(ReminderField.class);
        for (ReminderField field : ReminderField.values()) {
            if (!agrees(field, others)) {
                different.add(field);
            }
        }
        return different;
    }
}
