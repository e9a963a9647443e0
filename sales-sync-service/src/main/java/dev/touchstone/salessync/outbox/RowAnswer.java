package dev.touchstone.salessync.outbox;

import org.jspecify.annotations.Nullable;

/** What the other side answered to one row of a call that it executed. Pure. */
public sealed interface RowAnswer {
    /**
     * It has the row now.
     *
     * @param remoteId its id; null if it told none
     */
    record Added(@Nullable String remoteId) implements RowAnswer {}

    /**
     * It did not take the row.
     *
     * @param code why: digits
     */
    record Skipped(String code) implements RowAnswer {}

    /** It did not take the row because what it is written into was changed meanwhile; that is known anew now. */
    record TypeGone() implements RowAnswer {}
}
