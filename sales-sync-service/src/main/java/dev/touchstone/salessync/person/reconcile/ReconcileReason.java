package dev.touchstone.salessync.person.reconcile;

/** Why everybody is compared with Marketo. */
public enum ReconcileReason {
    /** The timer. */
    WEEKLY,
    /** An operator. */
    REQUESTED,
    /** Changes were not read for more than 13 days; Marketo forgets deletions after 14. */
    GAP_TOO_LONG,
    /** Marketo refused the position in a change feed. */
    TOKEN_REFUSED,
    /** For a while Marketo did not answer with the field that says who is unsubscribed. */
    UNSUBSCRIBES_MISSED
}
