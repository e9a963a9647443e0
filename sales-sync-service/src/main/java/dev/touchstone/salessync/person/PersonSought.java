package dev.touchstone.salessync.person;

/**
 * Asks, within the transaction of an erasure, whether anything is kept of somebody who is not among the people: one who does not
 * qualify for sales may have activities all the same. Whatever keeps personal fields or free text answers by {@link #found}.
 */
public final class PersonSought {
    private final long marketoId;
    private boolean found;

    PersonSought(long marketoId) {
        this.marketoId = marketoId;
    }

    /** Who is asked for. */
    public long marketoId() {
        return marketoId;
    }

    /** Something is kept. */
    public void found() {
        found = true;
    }

    boolean isFound() {
        return found;
    }
}
