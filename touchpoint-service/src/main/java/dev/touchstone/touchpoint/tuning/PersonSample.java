package dev.touchstone.touchpoint.tuning;

import java.util.List;
import java.util.UUID;

/** Chooses people to try something on. */
interface PersonSample {
    /**
     * People who have touchpoints, each with the same chance, in the order of their ids, which are hashes; all of them if there are
     * no more than the limit. The same people every time, as long as nothing is stored.
     */
    List<UUID> choose(int limit);
}
