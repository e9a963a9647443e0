package dev.touchstone.salessync.reminder;

/** How a reminder here and its task in Salesforce stand to each other. */
public enum LinkState {
    /** Made while reminders were not kept the same; Salesforce never gets it. */
    LOCAL,
    /** Made here, on its way to Salesforce. */
    UNSENT,
    /** Both sides have the same. */
    LINKED,
    /** Changed here; the task is read, and what is left is sent. */
    CHANGED,
    /** The task may have changed; it is read. */
    UNREAD,
    /** The task belongs to a user who is no seller here: it is in nobody's list and nothing is sent. */
    DETACHED,
    /** Deleted here, on its way to Salesforce. */
    DELETING,
    /** Deleted on both sides; kept for 30 days. */
    GONE
}
