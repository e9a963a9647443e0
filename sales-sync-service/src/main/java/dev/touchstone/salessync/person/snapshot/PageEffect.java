package dev.touchstone.salessync.person.snapshot;

/** What becomes of the people that were read. */
public interface PageEffect {
    /** Takes people over, or compares them; within the transaction that stores the position after them. */
    void take(ReadBatch batch);
}
