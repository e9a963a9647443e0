package dev.touchstone.commandline.render;

import dev.touchstone.commandline.terminal.ProgressLine;
import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.RuleSetPeriod;
import dev.touchstone.touchpoint.v1.ChangedValue;
import dev.touchstone.touchpoint.v1.ChannelMove;
import dev.touchstone.touchpoint.v1.NullCampaign;
import dev.touchstone.touchpoint.v1.PreviewRuleSetResponse;
import dev.touchstone.touchpoint.v1.RemapState;
import dev.touchstone.touchpoint.v1.RemapStatus;
import dev.touchstone.touchpoint.v1.RowHits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What channel rules do to stored touchpoints, written for people. */
public final class RemapText {
    /** More rows than these are told by the busiest of them. */
    private static final int ROWS_SHOWN = 100;

    private RemapText() {}

    /**
     * What rules would change.
     *
     * @param rules the rows of these rules
     */
    public static String preview(PreviewRuleSetResponse preview, List<ChannelRule> rules, int width) {
        StringBuilder text = new StringBuilder("\nAgainst version ")
                .append(preview.getComparedVersion())
                .append(": ")
                .append(Words.number(preview.getChangedTouchpointCount()))
                .append(" of ")
                .append(Words.count(preview.getTouchpointCount(), "touchpoint"))
                .append(" would change channel")
                .append(share(preview.getChangedTouchpointCount(), preview.getTouchpointCount()));
        if (preview.getChangedPersonCount() > 0) {
            text.append(", of ").append(Words.count(preview.getChangedPersonCount(), "person", "people"));
        }
        text.append(".\n");
        if (preview.getMovesCount() > 0) {
            text.append("\nFrom where to where\n").append(moves(preview.getMovesList(), width));
        }
        if (preview.getChangedValuesCount() > 0) {
            text.append("\nValues behind most of it\n").append(values(preview.getChangedValuesList(), width));
        }
        return text.append("\nWhat the rows decide\n")
                .append(rows(preview.getRowsList(), rules, width))
                .append(left(preview))
                .toString();
    }

    private static String share(long part, long whole) {
        return part == 0 ? "" : String.format(Locale.ROOT, " (%.1f %%)", 100.0 * part / Math.max(1, whole));
    }

    private static String moves(List<ChannelMove> moves, int width) {
        Table table = Table.of(
                Table.text("From"),
                Table.text("To"),
                Table.number("Touchpoints"),
                Table.number("People"),
                Table.number("Keys"),
                Table.text("For example"));
        for (ChannelMove move : moves) {
            table.row(
                    Words.channel(move.getFromChannel(), move.getFromSubchannel()),
                    Words.channel(move.getToChannel(), move.getToSubchannel()),
                    Words.number(move.getTouchpointCount()),
                    move.getPersonCount() == 0 ? "–" : Words.number(move.getPersonCount()),
                    Words.number(move.getMappingKeyCount()),
                    move.getTouchpointIdsCount() == 0 ? "" : move.getTouchpointIds(0));
        }
        return table.render(width);
    }

    private static String values(List<ChangedValue> values, int width) {
        Table table = Table.of(
                Table.text("Column"),
                Table.text("Value"),
                Table.number("Touchpoints"),
                Table.text("Mostly from"),
                Table.text("Mostly to"));
        for (ChangedValue value : values) {
            table.row(
                    value.getColumn(),
                    value.getValue(),
                    Words.number(value.getTouchpointCount()),
                    Words.channel(value.getFromChannel(), value.getFromSubchannel()),
                    Words.channel(value.getToChannel(), value.getToSubchannel()));
        }
        return table.render(width);
    }

    private static String rows(List<RowHits> hits, List<ChannelRule> rules, int width) {
        List<RowHits> shown = hits.size() <= ROWS_SHOWN
                ? hits
                : hits.stream()
                        .sorted(Comparator.comparingLong(RowHits::getTouchpointCount)
                                .reversed()
                                .thenComparingInt(RowHits::getRowNumber))
                        .limit(ROWS_SHOWN)
                        .toList();
        Table table =
                Table.of(Table.number("Row"), Table.text("Channel"), Table.number("Touchpoints"), Table.number("Keys"));
        for (RowHits hit : shown) {
            table.row(
                    Integer.toString(hit.getRowNumber()),
                    channel(hit.getRowNumber(), rules),
                    Words.number(hit.getTouchpointCount()),
                    Words.number(hit.getMappingKeyCount()));
        }
        List<Integer> idle = hits.stream()
                .filter(hit -> hit.getMappingKeyCount() == 0)
                .map(RowHits::getRowNumber)
                .toList();
        String more =
                shown.size() == hits.size() ? "" : "The busiest " + ROWS_SHOWN + " of " + hits.size() + " rows.\n";
        return table.render(width)
                + more
                + (idle.isEmpty() ? "" : "Rows that match nothing in history: " + ranges(idle) + "\n");
    }

    private static String channel(int row, List<ChannelRule> rules) {
        if (row < 1 || row > rules.size()) {
            return "";
        }
        ChannelRule rule = rules.get(row - 1);
        return Words.channel(rule.getChannel(), rule.getSubchannel());
    }

    /** Ascending numbers with neighbours as one: {@code 3, 7–9, 12}. */
    private static String ranges(List<Integer> numbers) {
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || numbers.get(i) != numbers.get(i - 1) + 1) {
                int first = numbers.get(from);
                int last = numbers.get(i - 1);
                ranges.add(first == last ? Integer.toString(first) : first + "–" + last);
                from = i;
            }
        }
        return String.join(", ", ranges);
    }

    private static String left(PreviewRuleSetResponse preview) {
        String other = Words.count(preview.getUnmatchedTouchpointCount(), "touchpoint")
                + " would match no row and be in Other.\n";
        return preview.getUnmappedTouchpointCount() == 0
                ? other
                : other + Words.count(preview.getUnmappedTouchpointCount(), "touchpoint")
                        + " have no channel yet and were left out.\n";
    }

    /** How it stands, in one line. */
    public static String line(RemapStatus status) {
        return switch (status.getState()) {
            case REMAP_STATE_RUNNING ->
                "Mapping to version " + status.getTargetVersion() + " "
                        + ProgressLine.bar(status.getDoneKeyCount(), status.getKeyCount()) + " "
                        + Words.number(status.getDoneKeyCount()) + " of " + Words.count(status.getKeyCount(), "key")
                        + (status.hasRemaining()
                                ? ", about " + Words.duration(Stamps.duration(status.getRemaining())) + " left"
                                : "");
            case REMAP_STATE_WAITING -> "Waiting: " + Words.printable(status.getWaitingFor());
            case REMAP_STATE_IN_STEP -> "All touchpoints show " + periods(status.getPeriodsList()) + ".";
            case REMAP_STATE_UNSPECIFIED, UNRECOGNIZED -> Words.plain(status.getState(), "REMAP_STATE_");
        };
    }

    private static String periods(List<RuleSetPeriod> periods) {
        return periods.isEmpty()
                ? "what they had"
                : periods.stream()
                        .map(period -> "version " + period.getVersion()
                                + (period.hasStartTime()
                                        ? " from " + Stamps.time(period.getStartTime()) + " UTC on"
                                        : ""))
                        .collect(Collectors.joining(", "));
    }

    /** What the last re-map did. */
    public static String done(RemapStatus status) {
        String took = status.hasStartTime() && status.hasEndTime()
                ? " after "
                        + Words.duration(Duration.between(
                                Stamps.instant(status.getStartTime()), Stamps.instant(status.getEndTime())))
                : "";
        return "All touchpoints show " + periods(status.getPeriodsList()) + took + "; "
                + Words.number(status.getChangedTouchpointCount()) + " changed channel.\n";
    }

    /** How it stands. */
    public static String status(RemapStatus status, int width) {
        StringBuilder text = new StringBuilder(line(status)).append('\n');
        if (status.getState() != RemapState.REMAP_STATE_IN_STEP) {
            text.append("Answers show ")
                    .append(periods(status.getPeriodsList()))
                    .append(" until then.\n");
        }
        if (status.hasEndTime()) {
            Table table = Table.of(
                    Table.text("Last ended (UTC)"), Table.number("Keys changed"), Table.number("Touchpoints changed"));
            table.row(
                    Stamps.time(status.getEndTime()),
                    Words.number(status.getChangedKeyCount()),
                    Words.number(status.getChangedTouchpointCount()));
            text.append(table.render(width));
        }
        if (status.getUnmappedKeyCount() > 0) {
            text.append(Words.count(status.getUnmappedKeyCount(), "new key")).append(" wait for their channel.\n");
        }
        return text.toString();
    }

    /** What stands in the channel NULL. */
    public static String nullCampaigns(List<NullCampaign> campaigns, int width) {
        if (campaigns.isEmpty()) {
            return "Nothing is in the channel NULL.\n";
        }
        Table table = Table.of(
                Table.text("Kind"),
                Table.text("Campaign"),
                Table.text("Medium or type"),
                Table.text("Subchannel"),
                Table.number("Touchpoints"),
                Table.number("Row"));
        for (NullCampaign campaign : campaigns) {
            table.row(
                    Words.plain(campaign.getKind(), "MAPPING_KEY_KIND_"),
                    campaign.getCampaign(),
                    campaign.getMedium(),
                    campaign.getSubchannel(),
                    Words.number(campaign.getTouchpointCount()),
                    Integer.toString(campaign.getRowNumber()));
        }
        return table.render(width);
    }
}
