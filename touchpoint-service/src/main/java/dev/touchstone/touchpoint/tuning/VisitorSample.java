package dev.touchstone.touchpoint.tuning;

import java.util.List;

/** Chooses visitors to try something on. */
interface VisitorSample {
    /**
     * Visitors that have sessions, each with the same chance, in the order of a hash; all of them if there are no more than the
     * limit. The same visitors every time, as long as nothing is stored.
     */
    List<String> choose(int limit);
}
