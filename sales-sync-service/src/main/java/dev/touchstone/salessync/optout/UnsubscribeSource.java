package dev.touchstone.salessync.optout;

/** Where an unsubscribe came from. */
public enum UnsubscribeSource {
    /** The person clicked the link in a mail. */
    CLICKED_LINK(false),
    /** A seller set it by hand. */
    MANUAL(false),
    /** An administrator set it. */
    ADMINISTRATOR(false),
    /** A mail came back, where that is configured to count. */
    BOUNCE(false),
    /** Two records were merged, one of which was out. */
    MERGE(true),
    /** A person who is out has this address. */
    SAME_PERSON(true),
    /** The person was erased; nobody writes to the address again. */
    ERASURE(true),
    /** A lead or contact in Salesforce says so. */
    SALESFORCE_SYNC(true);

    private final boolean derived;

    UnsubscribeSource(boolean derived) {
        this.derived = derived;
    }

    /** Whether it follows from something else, so that saying it twice says nothing new. */
    public boolean isDerived() {
        return derived;
    }
}
