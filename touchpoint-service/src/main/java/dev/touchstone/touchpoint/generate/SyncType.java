package dev.touchstone.touchpoint.generate;

/** Whose memberships in a campaign become touchpoints (requirement, section 3.2). */
public enum SyncType {
    /** None was chosen. */
    NONE,
    /** Every member's. */
    INCLUDE_ALL,
    /** Nobody's. */
    EXCLUDE_ALL
}
