package dev.touchstone.salessync.reminder;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a seller does to a reminder here. Pure. */
final class ReminderEdits {
    private ReminderEdits() {}

    /** Changes values. A field that keeps its value keeps the time of its last change. */
    static Reminder edit(Reminder reminder, String name, ReminderFields fields, Instant now) {
        if (name.equals(reminder.name()) && fields.equals(reminder.fields())) {
            return reminder;
        }
        Map<ReminderField, Instant> times = new EnumMap<>(ReminderField.class);
        times.putAll(reminder.edits());
        reminder.fields().differences(fields).forEach(field -> times.put(field, now));
        return reminder.with(reminder.link().after(LinkEvent.EDITED))
                .named(name)
                .with(fields, times);
    }

    /** Deletes it. One that Salesforce has never got is gone at once. */
    static Reminder delete(Reminder reminder, Instant now) {
        ReminderLink link = reminder.link().after(LinkEvent.DELETED_HERE);
        boolean nothingThere = link.state() == LinkState.DELETING && !link.attempted();
        return reminder.with(nothingThere ? link.after(LinkEvent.DELETED_THERE) : link)
                .deleted(Optional.of(now));
    }
}
