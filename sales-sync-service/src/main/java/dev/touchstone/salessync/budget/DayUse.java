package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/**
 * Calls of one day. Pure.
 *
 * @param day the day in Chicago
 * @param used calls of ours by lane; a lane without calls may be missing
 * @param others calls of everybody else, as Marketo told last
 */
record DayUse(LocalDate day, Map<Lane, Long> used, long others) {
    DayUse {
        used = Map.copyOf(used);
    }

    /**
     * The same day, or a new one. A day does not go back to the one before, since the clocks of replicas differ a little; a day
     * that is further ahead was a clock that was wrong.
     */
    DayUse on(LocalDate today) {
        boolean goesOn = day.equals(today) || day.equals(today.plusDays(1));
        return goesOn ? this : new DayUse(today, Map.of(), 0);
    }

    /** Calls of ours. */
    long ours() {
        return used.values().stream().mapToLong(Long::longValue).sum();
    }

    long used(Lane lane) {
        return used.getOrDefault(lane, 0L);
    }

    /** Calls that a lane may still make: within our share, within what others leave, above the reserve unless it is for it. */
    long left(Lane lane, BudgetLimits limits) {
        long free = Math.min(limits.ownCap() - ours(), limits.dailyQuota() - others - ours());
        return Math.max(0, lane == Lane.OPT_OUT ? free : free - limits.reserve());
    }

    /** Counts a call. */
    DayUse charged(Lane lane) {
        return with(lane, used(lane) + 1);
    }

    /** Gives a call back that Marketo does not count. */
    DayUse refunded(Lane lane) {
        return with(lane, Math.max(0, used(lane) - 1));
    }

    /** What Marketo says that everybody used. */
    DayUse toldTotal(long total) {
        return new DayUse(day, used, Math.max(0, total - ours()));
    }

    private DayUse with(Lane lane, long calls) {
        Map<Lane, Long> changed = new EnumMap<>(Lane.class);
        changed.putAll(used);
        changed.put(lane, calls);
        return new DayUse(day, changed, others);
    }
}
