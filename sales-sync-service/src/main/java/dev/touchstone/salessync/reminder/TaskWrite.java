package dev.touchstone.salessync.reminder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is written into a task: only what the sellers here changed, so that what others changed survives. Pure. */
final class TaskWrite {
    /** API name of the object. */
    static final String OBJECT = "Task";
    /** External id by which a task that was made twice is one. */
    static final String KEY = "SiaTaskKey__c";

    private static final String SUBJECT = "Subject";
    private static final int MAX_SUBJECT = 255;

    private final boolean sendsName;
    private final Function<String, Optional<String>> userOfSeller;

    /**
     * Writes with the mappings of the moment.
     *
     * @param sendsName whether the subject follows the reminder's name
     * @param userOfSeller Salesforce id of a seller
     */
    TaskWrite(boolean sendsName, Function<String, Optional<String>> userOfSeller) {
        this.sendsName = sendsName;
        this.userOfSeller = userOfSeller;
    }

    /** All of a new task. */
    Map<String, @Nullable Object> whole(Reminder reminder) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(KEY, reminder.id().toString());
        values.put(SUBJECT, subject(reminder.name()));
        for (ReminderField field : ReminderField.values()) {
            put(values, field, reminder.fields());
        }
        if (!reminder.link().whoId().isEmpty()) {
            values.put("WhoId", reminder.link().whoId());
        }
        return values;
    }

    /** What a task lacks; empty if nothing, or nothing that Salesforce could be told now. */
    Map<String, @Nullable Object> changes(Reminder reminder) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (reminder.link().readOnly()) {
            return values;
        }
        if (sendsName && !reminder.name().equals(reminder.link().sentName())) {
            values.put(SUBJECT, subject(reminder.name()));
        }
        reminder.unsent().forEach(field -> put(values, field, reminder.fields()));
        return values;
    }

    /** What Salesforce has of a reminder once it took {@link #changes}, or {@link #whole}. */
    ReminderLink written(Reminder reminder) {
        ReminderFields fields = reminder.fields();
        ReminderLink link = reminder.link();
        boolean untold = userOfSeller.apply(fields.assignee()).isEmpty();
        boolean named = sendsName || link.taskId().isEmpty();
        return link.holding(
                untold ? fields.withAssignee(link.base().assignee()) : fields,
                named ? reminder.name() : link.sentName());
    }

    private void put(Map<String, @Nullable Object> values, ReminderField field, ReminderFields fields) {
        switch (field) {
            case STATUS -> values.put("Status", fields.status().salesforce());
            case PRIORITY -> values.put("Priority", fields.priority().salesforce());
            case DUE_DATE -> values.put("ActivityDate", fields.dueDate().orElse(null));
            case DETAILS -> values.put("Description", DetailsText.sendable(fields.details()));
            case ASSIGNEE -> userOfSeller.apply(fields.assignee()).ifPresent(user -> values.put("OwnerId", user));
        }
    }

    private static String subject(String name) {
        if (name.length() <= MAX_SUBJECT) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(MAX_SUBJECT - 1)) ? MAX_SUBJECT - 1 : MAX_SUBJECT;
        return name.substring(0, end);
    }
}
