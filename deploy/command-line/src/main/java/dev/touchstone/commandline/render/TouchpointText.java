package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.NoBuyerTouchpointReason;
import dev.touchstone.touchpoint.v1.SessionCount;
import dev.touchstone.touchpoint.v1.SummarizeSessionsResponse;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsResponse;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointCount;
import dev.touchstone.touchpoint.v1.TouchpointPosition;
import dev.touchstone.touchpoint.v1.TouchpointType;
import java.util.List;
import java.util.stream.Collectors;

/** Touchpoints and their counts as tables. */
public final class TouchpointText {
    private TouchpointText() {}

    /** A list of touchpoints, one row each. */
    public static String list(List<Touchpoint> touchpoints, int width) {
        Table table = Table.of(
                Table.text("Time (UTC)"),
                Table.text("Person"),
                Table.text("Type"),
                Table.text("Channel"),
                Table.text("Position"),
                Table.text("Buyer"),
                Table.text("What"),
                Table.text("Id"));
        for (Touchpoint touchpoint : touchpoints) {
            table.row(
                    Stamps.time(touchpoint.getTouchpointTime()),
                    touchpoint.getEmail(),
                    type(touchpoint.getType()),
                    channel(touchpoint),
                    positions(touchpoint),
                    buyer(touchpoint),
                    subject(touchpoint),
                    touchpoint.getTouchpointId());
        }
        return touchpoints.isEmpty() ? "No touchpoints.\n" : table.render(width);
    }

    /** Counts by channel and subchannel with their share of the whole. */
    public static String summary(SummarizeTouchpointsResponse summary, int width) {
        Table table = Table.of(
                Table.text("Channel"),
                Table.text("Subchannel"),
                Table.number("Touchpoints"),
                Table.number("Share"),
                Table.number("People"));
        for (TouchpointCount count : summary.getCountsList()) {
            table.row(
                    Words.channel(count.getChannel(), ""),
                    count.getSubchannel(),
                    Words.number(count.getTouchpointCount()),
                    share(count.getTouchpointCount(), summary.getTotalTouchpointCount()),
                    Words.number(count.getPersonCount()));
        }
        return table.render(width) + Words.count(summary.getTotalTouchpointCount(), "touchpoint") + " in all.\n";
    }

    /** Counts of sessions by channel and subchannel. */
    public static String sessionsByChannel(SummarizeSessionsResponse summary, int width) {
        Table table = Table.of(
                Table.text("Channel"),
                Table.text("Subchannel"),
                Table.number("Sessions"),
                Table.number("Share"),
                Table.number("Visitors"));
        for (SessionCount count : summary.getCountsList()) {
            table.row(
                    Words.channel(count.getChannel(), ""),
                    count.getSubchannel(),
                    Words.number(count.getSessionCount()),
                    share(count.getSessionCount(), summary.getTotalSessionCount()),
                    Words.number(count.getVisitorCount()));
        }
        return table.render(width) + Words.count(summary.getTotalSessionCount(), "session") + " in all.\n";
    }

    /** Counts of sessions by referrer and where they went. */
    public static String sessionsByReferrer(SummarizeSessionsResponse summary, int width) {
        Table table = Table.of(
                Table.text("Referrer"),
                Table.text("Channel"),
                Table.text("Subchannel"),
                Table.number("Sessions"),
                Table.number("Visitors"));
        for (SessionCount count : summary.getCountsList()) {
            table.row(
                    count.getReferrerHost(),
                    Words.channel(count.getChannel(), ""),
                    count.getSubchannel(),
                    Words.number(count.getSessionCount()),
                    Words.number(count.getVisitorCount()));
        }
        return table.render(width);
    }

    static String type(TouchpointType type) {
        return switch (type) {
            case TOUCHPOINT_TYPE_WEB_VISIT -> "Web visit";
            case TOUCHPOINT_TYPE_WEB_FORM -> "Web form";
            case TOUCHPOINT_TYPE_WEB_CHAT -> "Web chat";
            case TOUCHPOINT_TYPE_CRM_CAMPAIGN -> "Campaign";
            case TOUCHPOINT_TYPE_CRM_ACTIVITY -> "Activity";
            case TOUCHPOINT_TYPE_CALL -> "Call";
            case TOUCHPOINT_TYPE_MARKETO_PROGRAM -> "Program";
            case TOUCHPOINT_TYPE_MARKETO_ACTIVITY -> "Marketo activity";
            case TOUCHPOINT_TYPE_UNSPECIFIED, UNRECOGNIZED -> "?";
        };
    }

    static String channel(Touchpoint touchpoint) {
        return Words.channel(
                touchpoint.getChannel().getChannel(), touchpoint.getChannel().getSubchannel());
    }

    static String positions(Touchpoint touchpoint) {
        return touchpoint.getPositionsList().stream()
                .map(TouchpointText::position)
                .collect(Collectors.joining(", "));
    }

    /** Whether it is a buyer touchpoint, and if not, why not. */
    static String buyer(Touchpoint touchpoint) {
        return switch (touchpoint.getNoBuyerTouchpointReason()) {
            case NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED ->
                touchpoint.getRemovingRule().isEmpty() ? "yes" : "in reports alone: " + touchpoint.getRemovingRule();
            case NO_BUYER_TOUCHPOINT_REASON_NOT_IN_CRM -> "no, not in the CRM";
            case NO_BUYER_TOUCHPOINT_REASON_ROUTINE_WEB_VISIT -> "no, a visit without milestone";
            case NO_BUYER_TOUCHPOINT_REASON_POST_LC_LIMIT -> "no, beyond the PostLC limit";
            case NO_BUYER_TOUCHPOINT_REASON_SUPPRESSED -> "no, suppressed: " + touchpoint.getSuppressingRule();
            case NO_BUYER_TOUCHPOINT_REASON_OVERLAPS_WITH -> "no, overlaps with " + touchpoint.getOverlapsWith();
            case UNRECOGNIZED -> "?";
        };
    }

    static boolean isBuyer(Touchpoint touchpoint) {
        return touchpoint.getNoBuyerTouchpointReason()
                == NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED;
    }

    private static String position(TouchpointPosition position) {
        return switch (position) {
            case TOUCHPOINT_POSITION_FT -> "FT";
            case TOUCHPOINT_POSITION_LC -> "LC";
            case TOUCHPOINT_POSITION_POST_LC -> "PostLC";
            case TOUCHPOINT_POSITION_UNSPECIFIED, UNRECOGNIZED -> "?";
        };
    }

    /** What it was about, in few words: the form or landing page, the campaign, the activity's subject. */
    static String subject(Touchpoint touchpoint) {
        return switch (touchpoint.getType()) {
            case TOUCHPOINT_TYPE_WEB_VISIT, TOUCHPOINT_TYPE_CALL -> touchpoint.getLandingPage();
            case TOUCHPOINT_TYPE_WEB_FORM, TOUCHPOINT_TYPE_WEB_CHAT ->
                touchpoint.getFormUrl().isEmpty() ? touchpoint.getLandingPage() : touchpoint.getFormUrl();
            case TOUCHPOINT_TYPE_CRM_CAMPAIGN, TOUCHPOINT_TYPE_MARKETO_PROGRAM -> touchpoint.getAdCampaignName();
            case TOUCHPOINT_TYPE_MARKETO_ACTIVITY -> touchpoint.getMedium() + ": " + touchpoint.getAdCampaignName();
            case TOUCHPOINT_TYPE_CRM_ACTIVITY -> touchpoint.getMedium() + ": " + touchpoint.getAdContent();
            case TOUCHPOINT_TYPE_UNSPECIFIED, UNRECOGNIZED -> touchpoint.getAdCampaignName();
        };
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "" : String.format(java.util.Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
