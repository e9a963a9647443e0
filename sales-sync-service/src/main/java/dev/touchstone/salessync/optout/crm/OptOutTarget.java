package dev.touchstone.salessync.optout.crm;

/**
 * Which field of Salesforce says that somebody is out. Pure.
 *
 * <p><b>Source:</b> R-U-4.
 */
public enum OptOutTarget {
    /** The standard field {@code HasOptedOutOfEmail}. */
    STANDARD,
    /** A field of sales' own; the standard one is neither read nor written. */
    SALES_ONLY,
    /** Both are written; one that says out is enough. */
    BOTH
}
