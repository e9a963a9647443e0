package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.QuotaDay;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the budget stands. Pure. Times are of the service's clock.
 *
 * @param day calls of the day
 * @param now calls at this moment
 * @param lanes each lane, highest first
 * @param holds what keeps calls back
 */
public record BudgetReport(Day day, Now now, List<LaneUse> lanes, Holds holds) {
    public BudgetReport {
        lanes = List.copyOf(lanes);
    }

    /**
     * Calls of the day.
     *
     * @param quota what the instance allows to everybody
     * @param ownCap what we allow ourselves
     * @param reserve part of our share that only opt-outs may use
     * @param used ours so far
     * @param usedByOthers everybody else's, as Marketo told last
     * @param usageReadAt when it told; empty if it never did
     * @param resetAt midnight in Chicago
     */
    public record Day(
            long quota,
            long ownCap,
            long reserve,
            long used,
            long usedByOthers,
            Optional<Instant> usageReadAt,
            Instant resetAt) {}

    /**
     * Calls at this moment.
     *
     * @param traffic calls in the window and in hand
     * @param callsPerWindow what a window has now
     * @param concurrentCalls what is allowed at a time now
     * @param callsPerHour mean rate of the last ten minutes or so
     * @param exhaustedAt when what is left for all lanes but opt-outs will be used up at that rate; empty if not before the reset
     */
    public record Now(
            Traffic traffic,
            int callsPerWindow,
            int concurrentCalls,
            double callsPerHour,
            Optional<Instant> exhaustedAt) {}

    /**
     * Calls in the window and in hand.
     *
     * @param inWindow calls that count in the window
     * @param open calls in hand
     */
    public record Traffic(int inWindow, int open) {}

    /**
     * A lane.
     *
     * @param used calls today
     * @param left calls that it may still make today
     * @param waiting true if it waits for its turn
     */
    public record LaneUse(Lane lane, long used, long left, boolean waiting) {}

    /**
     * What keeps calls back.
     *
     * @param parkedUntil the quota is used up: the next call tries then
     * @param slowedUntil Marketo's limit of calls was reached: no call before
     * @param brokenUntil Marketo is down: the next call tries then
     */
    public record Holds(Optional<Instant> parkedUntil, Optional<Instant> slowedUntil, Optional<Instant> brokenUntil) {}

    static BudgetReport of(
            GateState stored, BudgetLimits limits, Moment now, Traffic traffic, Optional<Instant> usageReadAt) {
        GateState state = stored.with(stored.day().on(DayUse.dayOf(now.local())));
        DayUse use = state.day();
        Instant reset = QuotaDay.resetAfter(now.local());
        Day day = new Day(
                limits.dailyQuota(), limits.ownCap(), limits.reserve(), use.ours(), use.others(), usageReadAt, reset);
        UseRate rate = state.rate().asOf(now.local());
        Now moment = new Now(
                traffic,
                state.pace().calls(now.shared(), limits),
                state.places().calls(now.shared(), limits),
                rate.perHour(),
                rate.exhaustion(use.left(Lane.FEED, limits), now.local(), reset));
        List<LaneUse> lanes = Arrays.stream(Lane.values())
                .map(lane -> new LaneUse(
                        lane,
                        use.used(lane),
                        use.left(lane, limits),
                        state.waits().isWaiting(lane, now.shared())))
                .toList();
        return new BudgetReport(day, moment, lanes, holds(state, now));
    }

    private static Holds holds(GateState state, Moment now) {
        boolean slowed = state.pace().closedFor(now.shared()).isPositive();
        return new Holds(
                Optional.ofNullable(state.parking().until()),
                slowed ? Optional.of(now.local().plus(state.pace().closedFor(now.shared()))) : Optional.empty(),
                Optional.ofNullable(state.breaker().probeAt()).map(now::toLocal));
    }
}
