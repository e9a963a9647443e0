package dev.touchstone.salessync.person;

/** Another process took the sync over; what this one was about to commit is not committed. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost() {
        super("another process runs the sync of people now", null, false, false);
    }
}
