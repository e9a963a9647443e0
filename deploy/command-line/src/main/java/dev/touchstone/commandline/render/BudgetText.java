package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.ApiBudget;
import dev.touchstone.salessync.v1.ApiBudgetDay;
import dev.touchstone.salessync.v1.ApiBudgetLane;
import dev.touchstone.salessync.v1.GetApiBudgetResponse;

/** How many calls to Marketo and Salesforce are used and left, as text. */
public final class BudgetText {
    private BudgetText() {}

    /** The budgets of calls to both systems. */
    public static String budgets(GetApiBudgetResponse answer, int width) {
        return "Marketo: " + budget(answer.getMarketo(), width) + "\nSalesforce: "
                + budget(answer.getSalesforce(), width);
    }

    private static String budget(ApiBudget budget, int width) {
        ApiBudgetDay day = budget.getDay();
        StringBuilder text = new StringBuilder();
        text.append(Words.number(day.getUsed()))
                .append(" of ")
                .append(Words.number(day.getOwnCap()))
                .append(
                        day.hasResetTime()
                                ? " calls are used today, by others "
                                : " calls of 24 hours are used, by others ")
                .append(Words.number(day.getUsedByOthers()))
                .append("; ")
                .append(Words.number(day.getQuota()))
                .append(" are allowed to everybody")
                .append(day.hasResetTime() ? ", counted anew at " + Stamps.time(day.getResetTime()) + " UTC" : "")
                .append(".\n");
        if (day.hasExhaustTime()) {
            text.append("At this pace they are used up at ")
                    .append(Stamps.time(day.getExhaustTime()))
                    .append(" UTC.\n");
        }
        if (budget.hasParkedUntilTime()) {
            text.append("The quota is used up: it is tried again at ")
                    .append(Stamps.time(budget.getParkedUntilTime()))
                    .append(" UTC.\n");
        }
        Table table = Table.of(Table.text("Lane"), Table.number("Used"), Table.number("Left"), Table.text("Waiting"));
        for (ApiBudgetLane lane : budget.getLanesList()) {
            table.row(
                    Words.plain(lane.getLane(), "API_LANE_"),
                    Words.number(lane.getUsed()),
                    Words.number(lane.getLeft()),
                    lane.getWaiting() ? "yes" : "");
        }
        return text + table.render(width);
    }
}
