package dev.touchstone.salessync.optout.check;

/** Whether a mail may be sent. */
public enum SendOutcome {
    /** It may. */
    ALLOWED,
    /** It may not. */
    BLOCKED,
    /** Nobody knows now. */
    DEFERRED
}
