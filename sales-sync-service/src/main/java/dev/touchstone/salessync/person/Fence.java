package dev.touchstone.salessync.person;

/**
 * Keeps a process that lost the lease of the sync from committing. Whoever stores something for the sync calls
 * {@link #check()} first thing within the transaction that stores it.
 */
@FunctionalInterface
public interface Fence {
    /**
     * Passes while this process still runs the sync, and keeps it so until the transaction ends.
     *
     * @throws RuntimeException the sync's own {@code LeaseLost} if another process runs the sync now; the transaction is then
     *     rolled back
     */
    void check();
}
