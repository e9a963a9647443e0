package dev.touchstone.salessync.reminder;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Values that a seller wants a reminder to have. Pure.
 *
 * @param version that the seller saw
 * @param name empty to keep it
 * @param fields which of the values are meant
 * @param values the others are of no meaning
 */
public record ReminderChange(
        UUID id, long version, Optional<String> name, Set<ReminderField> fields, ReminderFields values) {
    public ReminderChange {
        fields = Set.copyOf(fields);
    }

    /** The values that a reminder has after it. */
    ReminderFields applyTo(ReminderFields before) {
        ReminderFields after = before;
        for (ReminderField field : fields) {
            after = after.with(field, values);
        }
        return after;
    }
}
