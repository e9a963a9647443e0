package dev.touchstone.salessync.activity;

import java.util.Collection;
import java.util.Set;

/**
 * Keeps what is stored of people and their erasure apart: what one transaction stores, the erasure finds and removes, or the
 * transaction finds that the person is erased. Both need the caller's transaction.
 */
public interface Erasures {
    /** Those of the people who are erased; nobody else is until the transaction ends. An id that was merged is its winner. */
    Set<Long> erasedAmong(Collection<Long> marketoIds);

    /** For the transaction that erases: waits for those that store something, and keeps others waiting until it ends. */
    void begin();
}
