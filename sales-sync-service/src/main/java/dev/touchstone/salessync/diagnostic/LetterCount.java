package dev.touchstone.salessync.diagnostic;

import java.time.Instant;
import java.util.Optional;

/**
 * How many letters of a kind there are. Pure.
 *
 * @param waiting for somebody to decide
 * @param retrying being tried again
 * @param oldestWaitingAt when the first of those that wait failed first, UTC; empty if none waits
 */
record LetterCount(long waiting, long retrying, Optional<Instant> oldestWaitingAt) {
    static final LetterCount NONE = new LetterCount(0, 0, Optional.empty());
}
