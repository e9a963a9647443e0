package dev.touchstone.salessync.reminder;

import java.util.Arrays;
import java.util.Optional;

/** Whether a reminder is done. Salesforce has more statuses; those are not translated. Pure. */
public enum ReminderStatus {
    /** To be done. */
    OPEN("Not Started"),
    /** Done. */
    COMPLETED("Completed");

    private final String salesforce;

    ReminderStatus(String salesforce) {
        this.salesforce = salesforce;
    }

    /** What Salesforce calls it. */
    public String salesforce() {
        return salesforce;
    }

    /** What a status of Salesforce says; empty for one that has no counterpart here. */
    static Optional<ReminderStatus> ofSalesforce(String text) {
        return Arrays.stream(values())
                .filter(status -> status.salesforce.equals(text))
                .findFirst();
    }
}
