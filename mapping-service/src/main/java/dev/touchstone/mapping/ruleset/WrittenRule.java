package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.Column;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import java.util.List;

/**
 * One row as somebody wrote it. It may be wrong: {@link RuleSetValidator} says what is.
 *
 * @param sheet which keys it is for
 * @param path where it puts what it matches
 * @param cells the five condition cells of the online sheet; empty ones for an offline row
 * @param campaignType the one cell of an offline row; empty for an online one
 * @param moreConditions groups of further conditions as a line of text (see {@link ConditionSyntax}); empty for none
 * @param note the eighth column of the online sheet; empty for an offline row
 */
public record WrittenRule(
        Sheet sheet, ChannelPath path, RuleCells cells, String campaignType, String moreConditions, String note) {
    /** Which keys a row is for. */
    public enum Sheet {
        /** Web sessions and activities. */
        ONLINE,
        /** Members of CRM campaigns and Marketo programs. */
        OFFLINE
    }

    private static final List<String> ONLINE_HEADINGS = List.of(
            "Channel",
            "Subchannel",
            "Campaign",
            "Medium",
            "Source",
            "Landing Page",
            "Referring Website",
            "Note",
            "More Conditions");
    private static final List<String> OFFLINE_HEADINGS =
            List.of("Campaign Type", "Channel", "Subchannel", "More Conditions");

    private static final RuleCells NO_CELLS = new RuleCells("", "", "", "", "");

    /** An online row, with its groups as text. */
    public static WrittenRule of(ChannelRule rule) {
        return new WrittenRule(
                Sheet.ONLINE, rule.path(), rule.cells(), "", ConditionSyntax.format(rule.anyOf()), rule.note());
    }

    /** An offline row, with its groups as text. */
    public static WrittenRule of(OfflineRule rule) {
        return new WrittenRule(
                Sheet.OFFLINE, rule.path(), NO_CELLS, rule.campaignType(), ConditionSyntax.format(rule.anyOf()), "");
    }

    /** The cell under a heading, as it was written; empty where the row has none. */
    public String cell(Column column) {
        return switch (column) {
            case CAMPAIGN, MEDIUM, SOURCE, LANDING_PAGE, REFERRING_WEBSITE -> cells.cell(column);
            case CAMPAIGN_TYPE -> campaignType;
            case MORE_CONDITIONS -> moreConditions;
            case KIND -> "";
        };
    }

    /** The headings of a sheet, left to right. */
    public static List<String> headings(Sheet sheet) {
        return switch (sheet) {
            case ONLINE -> ONLINE_HEADINGS;
            case OFFLINE -> OFFLINE_HEADINGS;
        };
    }

    /** What stands under the headings of its sheet, left to right. */
    public List<String> fields() {
        return switch (sheet) {
            case ONLINE ->
                List.of(
                        path.channel(),
                        path.subchannel(),
                        cells.campaign(),
                        cells.medium(),
                        cells.source(),
                        cells.landingPage(),
                        cells.referringWebsite(),
                        note,
                        moreConditions);
            case OFFLINE -> List.of(campaignType, path.channel(), path.subchannel(), moreConditions);
        };
    }

    /** True if the row belongs to the product. */
    public boolean isProtected() {
        return note.strip().equalsIgnoreCase(ChannelRule.DO_NOT_REMOVE);
    }

    /** The row as online rule, without its further conditions. */
    public ChannelRule onlineCells() {
        return new ChannelRule(path, cells, note);
    }

    /** The row as offline rule, without its further conditions. */
    public OfflineRule offlineCells() {
        return new OfflineRule(campaignType, path);
    }

    /**
     * The row as online rule.
     *
     * @throws IllegalArgumentException if the further conditions are not valid
     */
    ChannelRule toOnline() {
        return new ChannelRule(path, cells, note, ConditionSyntax.parse(moreConditions));
    }

    /**
     * The row as offline rule.
     *
     * @throws IllegalArgumentException if the further conditions are not valid
     */
    OfflineRule toOffline() {
        return new OfflineRule(campaignType, path, ConditionSyntax.parse(moreConditions));
    }
}
