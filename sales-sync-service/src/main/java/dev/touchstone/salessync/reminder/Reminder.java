package dev.touchstone.salessync.reminder;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * A reminder of a seller. Pure.
 *
 * @param id also the task's external id in Salesforce
 * @param version grows with every change of what the seller sees
 * @param name goes to Salesforce as the subject and never comes back
 * @param marketoId the person it is about; empty for none, or one who is not known here
 * @param edits when the fields were changed here that Salesforce does not have yet, by our clock
 * @param deletedAt empty while it is there
 */
public record Reminder(
        UUID id,
        long version,
        String name,
        ReminderFields fields,
        OptionalLong marketoId,
        Map<ReminderField, Instant> edits,
        Optional<Instant> deletedAt,
        ReminderLink link) {

    public Reminder {
        edits = Map.copyOf(edits);
    }

    /** A reminder that a seller makes. */
    public static Reminder made(
            UUID id, String name, ReminderFields fields, OptionalLong marketoId, LinkState state, String whoId) {
        ReminderLink link = ReminderLink.made(state, fields, name, whoId);
        return new Reminder(id, 1, name, fields, marketoId, Map.of(), Optional.empty(), link);
    }

    /** True if Salesforce lacks a value that is here, the name included if it is sent. */
    boolean hasToSend(boolean sendsName) {
        return !link.readOnly() && (!unsent().isEmpty() || (sendsName && !name.equals(link.sentName())));
    }

    /** The fields that Salesforce has otherwise. */
    Set<ReminderField> unsent() {
        return fields.differences(link.base());
    }

    /** The same with another link. */
    Reminder with(ReminderLink other) {
        return new Reminder(id, version, name, fields, marketoId, edits, deletedAt, other);
    }

    /** The same about another person. */
    Reminder about(OptionalLong person) {
        long next = person.equals(marketoId) ? version : version + 1;
        return new Reminder(id, next, name, fields, person, edits, deletedAt, link);
    }

    /** The same with other values; the version grows if there are any, and times of edits that are settled are dropped. */
    Reminder with(ReminderFields other, Map<ReminderField, Instant> times) {
        Map<ReminderField, Instant> kept = new EnumMap<>(ReminderField.class);
        kept.putAll(times);
        kept.keySet().retainAll(other.differences(link.base()));
        long next = other.equals(fields) ? version : version + 1;
        return new Reminder(id, next, name, other, marketoId, kept, deletedAt, link);
    }

    /** The same with another name. */
    Reminder named(String other) {
        return new Reminder(
                id, other.equals(name) ? version : version + 1, other, fields, marketoId, edits, deletedAt, link);
    }

    /** The same, deleted or there again. */
    Reminder deleted(Optional<Instant> time) {
        return new Reminder(id, version + 1, name, fields, marketoId, edits, time, link);
    }
}
