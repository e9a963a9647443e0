package dev.touchstone.salessync.activity.schema;

/** How activities are written. Pure. */
public enum ActivityTypeMode {
    /** One custom type, with the kind as its primary attribute: one of ten slots. */
    COMPACT,
    /** One custom type for each kind: eight of ten slots, and the best filters for marketers. */
    SPLIT
}
