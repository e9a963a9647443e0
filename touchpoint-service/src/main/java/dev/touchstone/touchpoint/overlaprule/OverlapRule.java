package dev.touchstone.touchpoint.overlaprule;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Of two touchpoints of a person, one of each source, which are near enough to describe the same interaction one stays.
 *
 * @param kept the source whose touchpoint stays
 * @param yielding the source whose touchpoint yields
 * @param within the longest time between them; null for the same day of the organisation's zone
 */
public record OverlapRule(
        OverlapSource kept,
        OverlapSource yielding,
        @Nullable Duration within) {
    public OverlapRule {
        if (kept == yielding) {
            throw new IllegalArgumentException("a rule is about two sources, but not " + kept + " alone");
        }
        if (within != null && within.isNegative()) {
            throw new IllegalArgumentException("a time between two is not negative, but " + within);
        }
    }

    /** True if both rules are about the same two sources. */
    public boolean isAboutSources(OverlapRule other) {
        return (kept == other.kept && yielding == other.yielding) || (kept == other.yielding && yielding == other.kept);
    }

    /** True if two touchpoints of the rule's sources describe the same interaction. */
    boolean holds(Interaction one, Interaction other, ZoneId zone) {
        boolean near =
                within == null ? one.isOnDayOf(other, zone) : one.apart(other).compareTo(within) <= 0;
        return near && one.mayBeAbout(other);
    }
}
