package dev.touchstone.salessync.person;

/** Who a Marketo id is now. Pure. */
public sealed interface Identity {
    /**
     * A person that is there, hidden ones too.
     *
     * @param marketoId its id, the one that was asked for
     */
    record Live(long marketoId) implements Identity {}

    /**
     * Merged into another person.
     *
     * @param winner the one at the end of the chain
     */
    record Alias(long winner) implements Identity {}

    /** Deleted in Marketo, or erased; so is whoever it was merged into. */
    record Tombstone() implements Identity {}

    /** Never taken over: unknown to Marketo, or somebody who does not qualify. */
    record Unknown() implements Identity {}
}
