package dev.touchstone.touchpoint.identity;

/** Where the event that tells a session's e-mail address stands to the session. */
public enum IdentityEvidence {
    /** In the session itself, or just before its first interaction. */
    IN_SESSION,
    /** The visitor's next identification after the session. */
    NEXT_AFTER,
    /** The visitor's last identification before the session; none came after it. */
    LAST_BEFORE
}
