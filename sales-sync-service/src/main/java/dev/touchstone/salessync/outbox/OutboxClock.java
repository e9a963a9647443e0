package dev.touchstone.salessync.outbox;

import java.time.Instant;

/**
 * The time by which rows are accepted, due, in doubt and held: one that all processes share, so that a process whose own clock is
 * wrong neither holds the others up nor runs ahead of them.
 */
public interface OutboxClock {
    /** Now, to the microsecond. */
    Instant now();
}
