package dev.touchstone.touchpoint.fieldbook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the versions of the calculated fields are kept. */
public interface FieldListStore {
    /**
     * Which version is in force.
     *
     * @param version from 1 upwards
     * @param createdAt when it was saved: a database may have been put back to an earlier state
     */
    record State(long version, Instant createdAt) {}

    /** Which version is in force, as the caller's transaction sees it. One cheap query; there always is one. */
    State state();

    /** The version in force, likewise. */
    FieldListVersion inForce();

    /** A version. It never changes. */
    Optional<FieldListVersion> find(long version);

    /**
     * Versions without their fields, newest first.
     *
     * @param before only versions before this one
     * @param limit at most so many
     */
    List<FieldListEntry> list(long before, int limit);

    /** Stores the next version, in the caller's transaction, which alone may change configuration of rules. */
    void add(FieldListVersion version);
}
