package dev.touchstone.touchpoint.generate;

/** Which object of the CRM a sales activity is; each has its own list of rules. */
public enum ActivityKind {
    /** A task. */
    TASK,
    /** An event. */
    EVENT
}
