package dev.touchstone.salessync.person;

/** Where a person stands. */
public enum PersonState {
    /** Qualifies. */
    ACTIVE,
    /** Did once and does not now. */
    HIDDEN,
    /** Merged into another person. */
    ALIAS,
    /** Deleted in Marketo. */
    TOMBSTONE,
    /** Erased on request, for good. */
    ERASED;

    /** True for people who are there: what is known of them is Marketo's last word. */
    public boolean isLive() {
        return this == ACTIVE || this == HIDDEN;
    }
}
