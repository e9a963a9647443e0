package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.UnqualifiedReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run read. Pure.
 *
 * @param read people read
 * @param calls calls made to Marketo
 * @param unqualified people read that do not qualify, by reason; every reason is there
 */
public record RunCounts(long read, long calls, Map<UnqualifiedReason, Long> unqualified) {
    /** Nothing. */
    public static final RunCounts NONE = new RunCounts(0, 0, Map.of());

    public RunCounts {
        unqualified = Collections.unmodifiableMap(new EnumMap<>(withAll(unqualified)));
    }

    /** And these people. */
    public RunCounts plus(List<PersonReading> readings) {
        Map<UnqualifiedReason, Long> sums = new EnumMap<>(unqualified);
        readings.forEach(reading -> reading.unqualifiedReason().ifPresent(reason -> sums.merge(reason, 1L, Long::sum)));
        return new RunCounts(read + readings.size(), calls, sums);
    }

    /** And these calls. */
    RunCounts plusCalls(long more) {
        return new RunCounts(read, calls + more, unqualified);
    }

    /** People read who qualify. */
    public long qualified() {
        return read - unqualified.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<UnqualifiedReason, Long> withAll(Map<UnqualifiedReason, Long> some) {
        Map<UnqualifiedReason, Long> all = new EnumMap<>(UnqualifiedReason.class);
        for (UnqualifiedReason reason : UnqualifiedReason.values()) {
            all.put(reason, some.getOrDefault(reason, 0L));
        }
        return all;
    }
}
