package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the budget of calls to Salesforce stands. Pure. */
final class OrgReport {
    /** How far a forecast goes. */
    private static final Duration DAY = Duration.ofHours(24);

    private OrgReport() {}

    /**
     * The report.
     *
     * @param open calls in hand
     */
    static BudgetReport<SalesforceLane> of(OrgState stored, OrgShare limits, int open, Moment now) {
        OrgState state = stored.asOf(now.local());
        List<BudgetReport.LaneUse<SalesforceLane>> lanes = Arrays.stream(SalesforceLane.values())
                .map(lane -> new BudgetReport.LaneUse<>(
                        lane,
                        state.ours().used(lane),
                        state.left(lane, limits),
                        state.waits().isWaiting(lane, now.shared())))
                .toList();
        return new BudgetReport<>(day(state, limits), moment(state, limits, open, now), lanes, holds(state, now));
    }

    private static BudgetReport.Day day(OrgState state, OrgShare limits) {
        OrgUsage usage = state.usage();
        long ours = state.ours().used();
        return new BudgetReport.Day(
                usage.max(),
                limits.ownCap(usage.max()),
                limits.share(SalesforceLane.OPT_OUT, usage.max()),
                ours,
                Math.max(0, usage.total() - ours),
                Optional.ofNullable(usage.toldAt()),
                Optional.empty());
    }

    private static BudgetReport.Now moment(OrgState state, OrgShare limits, int open, Moment now) {
        UseRate rate = state.rate().asOf(now.local());
        long left = Arrays.stream(SalesforceLane.values())
                .filter(lane -> lane != SalesforceLane.OPT_OUT)
                .mapToLong(lane -> state.left(lane, limits))
                .sum();
        return new BudgetReport.Now(
                new BudgetReport.Traffic(0, open),
                0,
                state.places().calls(now.shared(), limits.concurrentCalls()),
                rate.perHour(),
                rate.exhaustion(left, now.local(), now.local().plus(DAY)));
    }

    private static BudgetReport.Holds holds(OrgState state, Moment now) {
        @Nullable Instant parked = state.parking().until();
        @Nullable Instant broken = state.breaker().probeAt();
        return new BudgetReport.Holds(
                Optional.ofNullable(parked),
                Optional.empty(),
                Optional.ofNullable(broken).map(now::toLocal));
    }
}
