package dev.touchstone.salessync.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the other side answered to one row of a call that it executed. Pure. */
public sealed interface RowAnswer
        permits RowAnswer.Added, RowAnswer.Skipped, RowAnswer.TypeGone, RowAnswer.Unjudged, JudgedAnswer {
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

    /**
     * It did not take the row, and whether that is the row's fault or that of what it is written into cannot be seen yet.
     *
     * @param code what it said: digits
     * @param delay after this it can be seen
     */
    record Unjudged(String code, Duration delay) implements RowAnswer {}
}
