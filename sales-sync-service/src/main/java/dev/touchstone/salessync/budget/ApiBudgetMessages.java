package dev.touchstone.salessync.budget;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.v1.ApiBudget;
import dev.touchstone.salessync.v1.ApiBudgetDay;
import dev.touchstone.salessync.v1.ApiBudgetLane;
import dev.touchstone.salessync.v1.ApiBudgetPace;
import dev.touchstone.salessync.v1.ApiLane;
import java.time.Instant;
import java.util.function.Function;

/** Writes the budget as a message. */
final class ApiBudgetMessages {
    private ApiBudgetMessages() {}

    static ApiBudget marketo(BudgetReport<Lane> report) {
        return message(report, ApiBudgetMessages::lane);
    }

    static ApiBudget salesforce(BudgetReport<SalesforceLane> report) {
        return message(report, ApiBudgetMessages::lane);
    }

    private static <L extends Enum<L>> ApiBudget message(BudgetReport<L> report, Function<L, ApiLane> name) {
        ApiBudget.Builder budget = ApiBudget.newBuilder().setDay(day(report)).setPace(pace(report.now()));
        report.lanes().forEach(lane -> budget.addLanes(lane(lane, name)));
        report.holds().parkedUntil().ifPresent(time -> budget.setParkedUntilTime(timestamp(time)));
        report.holds().slowedUntil().ifPresent(time -> budget.setSlowedUntilTime(timestamp(time)));
        report.holds().brokenUntil().ifPresent(time -> budget.setBrokenUntilTime(timestamp(time)));
        return budget.build();
    }

    private static ApiBudgetDay day(BudgetReport<?> report) {
        BudgetReport.Day day = report.day();
        ApiBudgetDay.Builder message = ApiBudgetDay.newBuilder()
                .setQuota(day.quota())
                .setOwnCap(day.ownCap())
                .setReserve(day.reserve())
                .setUsed(day.used())
                .setUsedByOthers(day.usedByOthers())
                .setUsedPercent(day.usedPercent());
        day.resetAt().ifPresent(time -> message.setResetTime(timestamp(time)));
        day.usageReadAt().ifPresent(time -> message.setUsageReadTime(timestamp(time)));
        report.now().exhaustedAt().ifPresent(time -> message.setExhaustTime(timestamp(time)));
        return message.build();
    }

    private static ApiBudgetPace pace(BudgetReport.Now now) {
        return ApiBudgetPace.newBuilder()
                .setWindowCallCount(now.traffic().inWindow())
                .setCallsPerWindow(now.callsPerWindow())
                .setOpenCallCount(now.traffic().open())
                .setConcurrentCalls(now.concurrentCalls())
                .setCallsPerHour(now.callsPerHour())
                .build();
    }

    private static <L extends Enum<L>> ApiBudgetLane lane(BudgetReport.LaneUse<L> use, Function<L, ApiLane> name) {
        return ApiBudgetLane.newBuilder()
                .setLane(name.apply(use.lane()))
                .setUsed(use.used())
                .setLeft(use.left())
                .setWaiting(use.waiting())
                .build();
    }

    private static ApiLane lane(Lane lane) {
        return switch (lane) {
            case OPT_OUT -> ApiLane.API_LANE_OPT_OUT;
            case INTERACTIVE -> ApiLane.API_LANE_INTERACTIVE;
            case FEED -> ApiLane.API_LANE_FEED;
            case ACTIVITY -> ApiLane.API_LANE_ACTIVITY;
            case SNAPSHOT -> ApiLane.API_LANE_SNAPSHOT;
            case RECONCILE -> ApiLane.API_LANE_RECONCILE;
        };
    }

    private static ApiLane lane(SalesforceLane lane) {
        return switch (lane) {
            case OPT_OUT -> ApiLane.API_LANE_OPT_OUT;
            case INTERACTIVE -> ApiLane.API_LANE_INTERACTIVE;
            case REMINDER -> ApiLane.API_LANE_REMINDER_TASK;
            case ACTIVITY -> ApiLane.API_LANE_ACTIVITY;
            case RECONCILE -> ApiLane.API_LANE_RECONCILE;
        };
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
