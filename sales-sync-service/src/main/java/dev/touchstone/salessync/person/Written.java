package dev.touchstone.salessync.person;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What became of a page of readings. Pure.
 *
 * @param readings how many had which verdict; a verdict without readings may be missing
 * @param staleIds of whom something newer is stored
 */
public record Written(Map<Verdict, Long> readings, Set<Long> staleIds) {
    /** Nothing at all. */
    public static final Written NOTHING = new Written(Map.of());

    /** Without saying who. */
    public Written(Map<Verdict, Long> readings) {
        this(readings, Set.of());
    }

    public Written {
        staleIds = Set.copyOf(staleIds);
        EnumMap<Verdict, Long> all = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            all.put(verdict, readings.getOrDefault(verdict, 0L));
        }
        readings = Collections.unmodifiableMap(all);
    }

    /** How many readings had this verdict. */
    public long count(Verdict verdict) {
        return readings.getOrDefault(verdict, 0L);
    }

    /** People who were not there. */
    public long added() {
        return count(Verdict.ADDED);
    }

    /** People whose fields changed, without coming or going. */
    public long changed() {
        return count(Verdict.CHANGED);
    }

    /** People who stopped qualifying. */
    public long hidden() {
        return count(Verdict.HIDDEN);
    }

    /** People who qualify again. */
    public long revived() {
        return count(Verdict.REVIVED);
    }

    /** People who are as they were. */
    public long equal() {
        return count(Verdict.EQUAL);
    }

    /** Readings older than what is stored. */
    public long stale() {
        return count(Verdict.STALE);
    }

    /** People who do not qualify and never did. */
    public long absent() {
        return count(Verdict.ABSENT);
    }

    /** By how many the number of people who qualify rises. */
    public long activeGain() {
        return added() + revived() + count(Verdict.RESTORED) - hidden();
    }

    /** By how many the number of hidden people rises. */
    public long hiddenGain() {
        return hidden() + count(Verdict.RETURNED) - revived();
    }
}
