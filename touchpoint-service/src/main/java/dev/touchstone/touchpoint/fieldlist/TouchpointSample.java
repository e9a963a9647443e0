package dev.touchstone.touchpoint.fieldlist;

import java.util.List;
import java.util.UUID;

/** Chooses touchpoints to try something on. */
interface TouchpointSample {
    /**
     * A touchpoint.
     *
     * @param touchpointId the touchpoint
     * @param personId whose
     */
    record Chosen(UUID touchpointId, UUID personId) {}

    /**
     * Stored touchpoints, each with about the same chance, in the order of people; all of them if there are no more than the limit.
     * The same ones every time, as long as nothing is stored.
     */
    List<Chosen> choose(int limit);
}
