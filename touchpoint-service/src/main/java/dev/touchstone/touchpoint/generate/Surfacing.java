package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.overlaprule.OverlapRules;

/**
 * Which touchpoints surface as buyer touchpoints, as an operator sets it.
 *
 * @param maxPostLcTouchpoints how many PostLC touchpoints of a person, the most recent ones; 0 for all
 * @param overlaps which of two that describe the same interaction
 */
public record Surfacing(int maxPostLcTouchpoints, OverlapRules overlaps) {
    /** Everything that holds a position. */
    public static final Surfacing ALL = new Surfacing(0, OverlapRules.NONE);

    public Surfacing {
        if (maxPostLcTouchpoints < 0) {
            throw new IllegalArgumentException("a limit is not negative, but " + maxPostLcTouchpoints);
        }
    }
}
