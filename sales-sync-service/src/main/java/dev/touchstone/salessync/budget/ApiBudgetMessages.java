package dev.touchstone.salessync.budget;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.v1.ApiBudget;
import dev.touchstone.salessync.v1.ApiBudgetDay;
import dev.touchstone.salessync.v1.ApiBudgetLane;
import dev.touchstone.salessync.v1.ApiBudgetPace;
import dev.touchstone.salessync.v1.ApiLane;
import java.time.Instant;

/** Writes the budget as a message. */
final class ApiBudgetMessages {
    private ApiBudgetMessages() {}

    static ApiBudget message(BudgetReport report) {
        ApiBudget.Builder budget = ApiBudget.newBuilder().setDay(day(report)).setPace(pace(report.now()));
        report.lanes().forEach(lane -> budget.addLanes(lane(lane)));
        report.holds().parkedUntil().ifPresent(time -> budget.setParkedUntilTime(timestamp(time)));
        report.holds().slowedUntil().ifPresent(time -> budget.setSlowedUntilTime(timestamp(time)));
        report.holds().brokenUntil().ifPresent(time -> budget.setBrokenUntilTime(timestamp(time)));
        return budget.build();
    }

    private static ApiBudgetDay day(BudgetReport report) {
        BudgetReport.Day day = report.day();
        ApiBudgetDay.Builder message = ApiBudgetDay.newBuilder()
                .setQuota(day.quota())
                .setOwnCap(day.ownCap())
                .setReserve(day.reserve())
                .setUsed(day.used())
                .setUsedByOthers(day.usedByOthers())
                .setResetTime(timestamp(day.resetAt()));
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

    private static ApiBudgetLane lane(BudgetReport.LaneUse use) {
        return ApiBudgetLane.newBuilder()
                .setLane(lane(use.lane()))
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

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
