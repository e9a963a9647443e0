package dev.touchstone.touchpoint.erased;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the hashes of erased people are kept. */
interface ErasedStore {
    /**
     * What intake looks at first.
     *
     * @param erasures how many erasures there were
     * @param keyCheck of the key they were made with; empty if there were none
     */
    record State(long erasures, String keyCheck) {}

    /** How it is. */
    State state();

    /** How it is; there is no other erasure until the caller's transaction ends. */
    State share();

    /** Waits until no transaction shares it and none derives anything; none does until the caller's transaction ends. */
    State exclude();

    /** Those of the hashes that are kept. */
    Set<String> kept(List<String> hashes);

    /** When the first of the hashes was kept; empty if none is. */
    Optional<Instant> firstErasedAt(List<String> hashes);

    /** Keeps hashes and counts an erasure, in the caller's transaction. Hashes that are kept stay as they are. */
    void keep(List<String> hashes, Instant erasedAt, String keyCheck);
}
