package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of ours in the last 24 hours. They are kept by the hour, so that up to an hour more than 24 counts: rather too many than too
 * few. Pure.
 *
 * @param hours calls by lane of each hour, by its beginning; an hour or a lane without calls may be missing
 */
record RollingUse(Map<Instant, Map<SalesforceLane, Long>> hours) {
    static final RollingUse NONE = new RollingUse(Map.of());
    private static final Duration KEPT = Duration.ofHours(25);

    RollingUse {
        hours = Map.copyOf(hours);
    }

    /** Without the hours that count no more. */
    RollingUse asOf(Instant now) {
        Map<Instant, Map<SalesforceLane, Long>> kept = new HashMap<>(hours);
        boolean dropped = kept.keySet().removeIf(hour -> !now.isBefore(hour.plus(KEPT)));
        return dropped ? new RollingUse(kept) : this;
    }

    /** With one call more. */
    RollingUse called(SalesforceLane lane, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Map<SalesforceLane, Long> lanes = new EnumMap<>(SalesforceLane.class);
        lanes.putAll(hours.getOrDefault(hour, Map.of()));
        lanes.merge(lane, 1L, Long::sum);
        Map<Instant, Map<SalesforceLane, Long>> changed = new HashMap<>(hours);
        changed.put(hour, Map.copyOf(lanes));
        return new RollingUse(changed);
    }

    long used(SalesforceLane lane) {
        return hours.values().stream()
                .mapToLong(lanes -> lanes.getOrDefault(lane, 0L))
                .sum();
    }

    long used() {
        return hours.values().stream()
                .flatMap(lanes -> lanes.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** When the oldest calls count no more; empty if there are none. */
    Optional<Instant> nextFree() {
        return hours.keySet().stream().min(Instant::compareTo).map(hour -> hour.plus(KEPT));
    }
}
