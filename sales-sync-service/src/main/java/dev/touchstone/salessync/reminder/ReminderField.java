package dev.touchstone.salessync.reminder;

/** A field that both sides may change. The name is not among them: it goes to Salesforce and never comes back. */
public enum ReminderField {
    /** Whether it is done. */
    STATUS,
    /** How urgent it is. */
    PRIORITY,
    /** The day on which it is due. */
    DUE_DATE,
    /** The text. */
    DETAILS,
    /** Whose it is. */
    ASSIGNEE
}
