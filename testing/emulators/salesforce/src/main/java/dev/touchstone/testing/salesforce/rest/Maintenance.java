package dev.touchstone.testing.salesforce.rest;

/** Whether the instance works. */
public enum Maintenance {
    /** It does. */
    NONE,
    /** It answers questions only. */
    READ_ONLY,
    /** It shows a page. */
    DOWN
}
