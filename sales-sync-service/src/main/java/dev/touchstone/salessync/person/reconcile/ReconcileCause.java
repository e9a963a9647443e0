package dev.touchstone.salessync.person.reconcile;

/** Why somebody differed from Marketo. */
public enum ReconcileCause {
    /** A change that no feed told, or somebody new. */
    MISSED_CHANGE,
    /** A merge that no feed told. */
    MISSED_MERGE,
    /** A deletion that no feed told. */
    MISSED_DELETE,
    /** Anything else: Marketo has somebody who was taken for deleted. */
    UNKNOWN
}
