package dev.touchstone.touchpoint.session;

/** Why a session began. */
public enum SessionStartReason {
    /** The visitor's first event. */
    FIRST_EVENT,
    /** After a pause longer than {@link SessionPolicy#inactivity()}. */
    INACTIVITY,
    /** By an arrival from an external source other than the session's before. */
    NEW_SOURCE
}
