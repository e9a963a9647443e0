package dev.touchstone.touchpoint.remap;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What mapping-service has active.
 *
 * @param version the version that was published last
 * @param periods from when on which version decides, earliest first, the first without a beginning
 * @param catalogueVersion greater whenever a channel was renamed
 */
public record ActiveRules(long version, List<RulePeriod> periods, long catalogueVersion) {
    public ActiveRules {
        periods = List.copyOf(periods);
        if (periods.isEmpty() || periods.get(0).start() != null) {
            throw new IllegalArgumentException("the first period has no beginning, and there is one: " + periods);
        }
    }

    /** The versions that decide, each once. */
    public SortedSet<Long> versions() {
        return periods.stream().map(RulePeriod::version).collect(Collectors.toCollection(TreeSet::new));
    }
}
