package dev.touchstone.salessync.reminder;

import java.util.Arrays;
import java.util.Optional;

/** How urgent a reminder is. Salesforce has {@code Low} and maybe others besides; those are not translated. Pure. */
public enum ReminderPriority {
    /** Like most. */
    NORMAL("Normal"),
    /** Before others. */
    HIGH("High");

    private final String salesforce;

    ReminderPriority(String salesforce) {
        this.salesforce = salesforce;
    }

    /** What Salesforce calls it. */
    public String salesforce() {
        return salesforce;
    }

    /** What a priority of Salesforce says; empty for one that has no counterpart here. */
    static Optional<ReminderPriority> ofSalesforce(String text) {
        return Arrays.stream(values())
                .filter(priority -> priority.salesforce.equals(text))
                .findFirst();
    }
}
