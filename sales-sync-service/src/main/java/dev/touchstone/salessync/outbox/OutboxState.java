package dev.touchstone.salessync.outbox;

/** Where a row stands. Pure. */
public enum OutboxState {
    /** Waits for its turn. */
    PENDING,
    /** A call with it is under way; the moment was stored before. */
    SENDING,
    /** The other side has it. */
    DONE,
    /** The other side does not know the person; whom it was merged into is looked up, once. */
    RESOLVE_ALIAS,
    /** Refused for good; an operator may retry it. */
    DEAD,
    /** The other side's quota is used up. */
    WAIT_QUOTA,
    /** The answer never came: the call may have been executed, or not. */
    IN_DOUBT,
    /** The other side lacks what the row is written into. */
    BLOCKED_SCHEMA,
    /** Does not go out, for a reason that the row tells. */
    SKIPPED;

    /** True while something is still to happen without an operator. */
    public boolean isOpen() {
        return switch (this) {
            case PENDING, SENDING, RESOLVE_ALIAS, WAIT_QUOTA, IN_DOUBT, BLOCKED_SCHEMA -> true;
            case DONE, DEAD, SKIPPED -> false;
        };
    }
}
