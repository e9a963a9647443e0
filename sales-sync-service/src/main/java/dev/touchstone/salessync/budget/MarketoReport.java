package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.QuotaDay;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the budget of calls to Marketo stands. Pure. */
final class MarketoReport {
    private MarketoReport() {}

    static BudgetReport<Lane> of(
            GateState stored,
            BudgetLimits limits,
            Moment now,
            BudgetReport.Traffic traffic,
            Optional<Instant> usageReadAt) {
        GateState state = stored.with(stored.day().on(DayUse.dayOf(now.local())));
        DayUse use = state.day();
        Instant reset = QuotaDay.resetAfter(now.local());
        BudgetReport.Day day = new BudgetReport.Day(
                limits.dailyQuota(),
                limits.ownCap(),
                limits.reserve(),
                use.ours(),
                use.others(),
                usageReadAt,
                Optional.of(reset));
        UseRate rate = state.rate().asOf(now.local());
        BudgetReport.Now moment = new BudgetReport.Now(
                traffic,
                state.pace().calls(now.shared(), limits),
                state.places().calls(now.shared(), limits.concurrentCalls()),
                rate.perHour(),
                rate.exhaustion(use.left(Lane.FEED, limits), now.local(), reset));
        List<BudgetReport.LaneUse<Lane>> lanes = Arrays.stream(Lane.values())
                .map(lane -> new BudgetReport.LaneUse<>(
                        lane,
                        use.used(lane),
                        use.left(lane, limits),
                        state.waits().isWaiting(lane, now.shared())))
                .toList();
        return new BudgetReport<>(day, moment, lanes, holds(state, now));
    }

    private static BudgetReport.Holds holds(GateState state, Moment now) {
        boolean slowed = state.pace().closedFor(now.shared()).isPositive();
        return new BudgetReport.Holds(
                Optional.ofNullable(state.parking().until()),
                slowed ? Optional.of(now.local().plus(state.pace().closedFor(now.shared()))) : Optional.empty(),
                Optional.ofNullable(state.breaker().probeAt()).map(now::toLocal));
    }
}
