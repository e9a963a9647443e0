package dev.touchstone.touchpoint.remap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which one version takes the place of one other.
 *
 * @param start inclusive; null for no bound
 * @param end exclusive; null for no bound
 * @param before the version that decides; 0 for none
 * @param after the version that shall decide
 */
public record RuleSegment(@Nullable Instant start, @Nullable Instant end, long before, long after) {
    /**
     * All stretches of time, earliest first.
     *
     * @param before from when on which version decides
     * @param after from when on which version shall decide
     */
    public static List<RuleSegment> of(List<RulePeriod> before, List<RulePeriod> after) {
        TreeSet<Instant> bounds = new TreeSet<>();
        for (List<RulePeriod> periods : List.of(before, after)) {
            for (RulePeriod period : periods) {
                Optional.ofNullable(period.start()).ifPresent(bounds::add);
            }
        }
        List<RuleSegment> segments = new ArrayList<>();
        Instant start = null;
        for (Instant end : bounds) {
            segments.add(new RuleSegment(start, end, versionAt(before, start), versionAt(after, start)));
            start = end;
        }
        segments.add(new RuleSegment(start, null, versionAt(before, start), versionAt(after, start)));
        return segments;
    }

    /** True if it is all of time. */
    public boolean isAlways() {
        return start == null && end == null;
    }

    private static long versionAt(List<RulePeriod> periods, @Nullable Instant time) {
        long version = 0;
        for (RulePeriod period : periods) {
            Instant from = period.start();
            if (from == null || (time != null && !from.isAfter(time))) {
                version = period.version();
            }
        }
        return version;
    }
}
