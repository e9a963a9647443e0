package dev.touchstone.salessync.person.snapshot;

/** A way to read everybody, in the order in which they are preferred. Marketo has no call that lists all people. */
public enum SnapshotWay {
    /** W1: bulk extract by windows of the creation time. Few calls, but an export volume and the patience of a queue. */
    BULK_EXTRACT,
    /** W2: by the ids that Salesforce lists. Reads exactly those who can qualify. */
    SALESFORCE_LED,
    /** W3: a static list that an administrator keeps in Marketo. */
    STATIC_LIST,
    /** W4: ranges of consecutive ids. Always there; sparse ids waste calls. */
    ID_RANGES
}
