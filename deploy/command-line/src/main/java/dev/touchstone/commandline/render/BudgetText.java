package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.ApiBudget;
import dev.touchstone.salessync.v1.ApiBudgetDay;
import dev.touchstone.salessync.v1.ApiBudgetLane;

/** How many calls to Marketo are used and left, as text. */
public final class BudgetText {
    private BudgetText() {}

    /** The budget. */
    public static String budget(ApiBudget budget, int width) {
        ApiBudgetDay day = budget.getDay();
        StringBuilder text = new StringBuilder();
        text.append(Words.number(day.getUsed()))
                .append(" of ")
                .append(Words.number(day.getOwnCap()))
                .append(" calls are used today, by others ")
                .append(Words.number(day.getUsedByOthers()))
                .append("; the instance allows ")
                .append(Words.number(day.getQuota()))
                .append(" and counts anew at ")
                .append(Stamps.time(day.getResetTime()))
                .append(" UTC.\n");
        if (day.hasExhaustTime()) {
            text.append("At this pace they are used up at ")
                    .append(Stamps.time(day.getExhaustTime()))
                    .append(" UTC.\n");
        }
        if (budget.hasParkedUntilTime()) {
            text.append("The quota is used up: nobody calls until ")
                    .append(Stamps.time(budget.getParkedUntilTime()))
                    .append(" UTC.\n");
        }
        Table table = Table.of(
                Table.text("Lane"), Table.number("Used today"), Table.number("Left today"), Table.text("Waiting"));
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
