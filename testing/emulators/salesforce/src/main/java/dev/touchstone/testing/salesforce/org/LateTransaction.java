package dev.touchstone.testing.salesforce.org;

import java.util.List;

/**
 * A transaction that somebody keeps open: its rows carry the stamps of the time they were written at, and nobody sees them
 * before the commit.
 */
public interface LateTransaction {
    /** Writes rows; a row that fails leaves the others. */
    List<WriteResult> write(List<Write> rows);

    /** Makes all of it visible. */
    void commit();

    /** Forgets all of it. */
    void rollback();
}
