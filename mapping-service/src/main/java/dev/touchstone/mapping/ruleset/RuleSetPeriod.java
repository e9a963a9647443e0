package dev.touchstone.mapping.ruleset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From when on a version decides, until the next period begins.
 *
 * @param startAt touchpoints at and after this time, UTC; null for the first period, which has no beginning
 * @param version the version
 */
public record RuleSetPeriod(@Nullable Instant startAt, long version) {
    /**
     * The periods after a publication: those before its start stay as they are.
     *
     * @param inForce earliest first; empty before the first publication
     * @param version the version that is published
     * @param startAt it decides for touchpoints at and after this time only; null for all
     */
    public static List<RuleSetPeriod> after(List<RuleSetPeriod> inForce, long version, @Nullable Instant startAt) {
        if (startAt == null || inForce.isEmpty()) {
            return List.of(new RuleSetPeriod(null, version));
        }
        List<RuleSetPeriod> periods = new ArrayList<>();
        for (RuleSetPeriod period : inForce) {
            Instant begin = period.startAt();
            if (begin == null || begin.isBefore(startAt)) {
                periods.add(period);
            }
        }
        periods.add(new RuleSetPeriod(startAt, version));
        return List.copyOf(periods);
    }
}
