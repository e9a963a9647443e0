package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.QuotaDay;
import java.time.Duration;
import java.time.Instant;
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

    /** The calls of a day come back to us so long after midnight: clocks differ, and Marketo may still count the day before. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** The day that a call at this moment counts for. */
    static LocalDate dayOf(Instant now) {
        return QuotaDay.of(now.minus(MARGIN));
    }

    /** When the day ends that a call at this moment counts for: midnight in Chicago, which may just have passed. */
    static Instant endOf(Instant now) {
        return QuotaDay.resetAfter(now.minus(MARGIN));
    }

    /** When the calls of the next day are there. */
    static Instant nextAfter(Instant now) {
        return QuotaDay.probeAfter(now.minus(MARGIN));
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

    /**
     * Calls that a lane may still make: within our share, within what others leave, above the reserve unless it is for it. Whoever reads
     * everybody also leaves what is kept for those who follow.
     */
    long left(Lane lane, BudgetLimits limits) {
        long free = Math.min(limits.ownCap() - ours(), limits.dailyQuota() - others - ours());
        return Math.max(
                0,
                switch (lane) {
                    case OPT_OUT -> free;
                    case INTERACTIVE, FEED, ACTIVITY -> free - limits.reserve();
                    case SNAPSHOT, RECONCILE -> free - limits.reserve() - keptForFollowing(limits);
                });
    }

    /** What feeds, activities and people who wait have used of their part of the day need not be kept any more. */
    private long keptForFollowing(BudgetLimits limits) {
        long used = used(Lane.INTERACTIVE) + used(Lane.FEED) + used(Lane.ACTIVITY);
        return Math.max(0, limits.following() - used);
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
