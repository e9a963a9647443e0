package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignView;
import dev.touchstone.touchpoint.v1.TouchpointDateChange;
import dev.touchstone.touchpoint.v1.TouchpointDateUpdate;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesResponse;
import java.util.List;

/** Campaigns and bulk updates of their members' dates, written for people. */
public final class CampaignText {
    private CampaignText() {}

    /** Campaigns, a row each. */
    public static String list(List<CampaignView> campaigns, int width) {
        Table table = Table.of(
                Table.text("Campaign"),
                Table.text("Name"),
                Table.text("Type"),
                Table.text("Sync type"),
                Table.text("From"),
                Table.text("To"),
                Table.number("Members"));
        for (CampaignView view : campaigns) {
            Campaign campaign = view.getCampaign();
            table.row(
                    campaign.getCampaignId(),
                    campaign.getName(),
                    campaign.getType(),
                    Words.plain(campaign.getSyncType(), "SYNC_TYPE_"),
                    campaign.getTouchpointStartDate(),
                    campaign.getTouchpointEndDate(),
                    Words.number(view.getMemberCount()));
        }
        return campaigns.isEmpty() ? "No campaigns.\n" : table.render(width);
    }

    /** Whom an update took or would take. */
    public static String update(UpdateTouchpointDatesResponse answer, int width) {
        String verb = answer.hasUpdate() ? "took " : "would take ";
        StringBuilder text = new StringBuilder(
                        answer.hasUpdate() ? "Update " + answer.getUpdate().getUpdateId() : "It")
                .append(' ')
                .append(verb)
                .append(Words.count(answer.getMemberCount(), "member"))
                .append("; the date of ")
                .append(Words.number(answer.getChangedMemberCount()))
                .append(" is another one then.\n");
        if (answer.getExamplesCount() > 0) {
            Table table = Table.of(Table.text("Member"), Table.text("Campaign"), Table.text("Date before (UTC)"));
            for (TouchpointDateChange change : answer.getExamplesList()) {
                table.row(
                        change.getCampaignMemberId(),
                        change.getCampaignId(),
                        change.hasTimeBefore() ? Stamps.time(change.getTimeBefore()) : "–");
            }
            text.append('\n').append(table.render(width));
        }
        return text.toString();
    }

    /** Bulk updates, a row each. */
    public static String updates(List<TouchpointDateUpdate> updates, int width) {
        Table table = Table.of(
                Table.text("Update"),
                Table.text("Made (UTC)"),
                Table.text("Date (UTC)"),
                Table.number("Members"),
                Table.text("Who"),
                Table.text("Taken back (UTC)"),
                Table.text("Members by"),
                Table.text("Why"));
        for (TouchpointDateUpdate update : updates) {
            table.row(
                    update.getUpdateId(),
                    Stamps.time(update.getCreateTime()),
                    Stamps.time(update.getTouchpointTime()),
                    Words.number(update.getMemberCount()),
                    update.getAuthor(),
                    update.hasUndoTime() ? Stamps.time(update.getUndoTime()) : "",
                    update.getFilter(),
                    update.getNote());
        }
        return updates.isEmpty() ? "No bulk updates.\n" : table.render(width);
    }
}
