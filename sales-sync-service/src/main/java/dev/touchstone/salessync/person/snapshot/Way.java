package dev.touchstone.salessync.person.snapshot;

/** A way to read everybody. Each call is one unit of work, committed before it returns. */
interface Way {
    /** Which one. */
    SnapshotWay name();

    /**
     * Does the next unit of work.
     *
     * @throws dev.touchstone.salessync.marketo.MarketoFailure if Marketo does not answer; what is stored is as it was
     */
    Outcome step(Reading reading);
}
