package dev.touchstone.salessync.reminder;

/** What happens to a reminder and its task. */
public enum LinkEvent {
    /** A seller changed it here. */
    EDITED,
    /** Read, or sent; both sides have the same now. */
    AGREED,
    /** Read, or sent; there is something left to be sent. */
    LEFT_TO_SEND,
    /** The task may have changed: it was written, was seen in the second of another reading, or was not followed for a while. */
    SIGNALLED,
    /** Read; it belongs to a user who is no seller here. */
    UNMAPPED,
    /** A seller deleted it here. */
    DELETED_HERE,
    /** The task is deleted. */
    DELETED_THERE,
    /** The task is there again. */
    UNDELETED
}
