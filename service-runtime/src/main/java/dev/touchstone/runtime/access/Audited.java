package dev.touchstone.runtime.access;

/** Whether a call leaves a line in the audit log, and why. */
public enum Audited {
    NO,
    /** It changes what the services do, or connects them. */
    CONFIGURATION,
    /** It shows or changes what is known of named people. */
    PERSONAL_DATA
}
