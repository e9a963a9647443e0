package dev.touchstone.salessync.optout.check;

/** What kind of send it is. */
public enum SendPurpose {
    /** One mail by one seller, who waits for the decision. */
    ONE_TO_ONE,
    /** One mail to many. */
    BULK,
    /** A step of a campaign. */
    CAMPAIGN
}
