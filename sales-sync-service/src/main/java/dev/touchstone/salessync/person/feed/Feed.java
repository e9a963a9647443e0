package dev.touchstone.salessync.person.feed;

/** A change feed of Marketo. */
public enum Feed {
    /** Changed values of the fields that are read, and new leads. */
    CHANGES,
    /** Activities that say that somebody came, was merged, got another owner, or was converted. */
    ACTIVITIES,
    /** Deleted leads; Marketo forgets them after 14 days. */
    DELETIONS
}
