package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.mapping.v1.CellOutcome;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.SkippedRow;
import dev.touchstone.touchpoint.v1.ExplainFactResponse;
import dev.touchstone.touchpoint.v1.ExplainSessionResponse;
import dev.touchstone.touchpoint.v1.ExplainTouchpointResponse;
import dev.touchstone.touchpoint.v1.FactWithoutTouchpoint;
import dev.touchstone.touchpoint.v1.Session;
import dev.touchstone.touchpoint.v1.SessionEvent;
import dev.touchstone.touchpoint.v1.Touchpoint;
import java.util.List;

/** Explanations, written for people. */
public final class ExplanationText {
    private static final int WIDTH_WITHOUT_TERMINAL = 100;
    private static final int INDENT = 5;

    /** More skipped rows than these are counted, not listed, unless all are asked for. */
    private static final int SKIPPED_ROWS_SHOWN = 5;

    private ExplanationText() {}

    /**
     * Why a touchpoint exists and why it is in its channel.
     *
     * @param allRows whether to list every row that did not match
     */
    public static String touchpoint(ExplainTouchpointResponse explanation, int width, boolean allRows) {
        Touchpoint touchpoint = explanation.getTouchpoint();
        StringBuilder text = new StringBuilder("Touchpoint ")
                .append(touchpoint.getTouchpointId())
                .append('\n')
                .append(TouchpointText.type(touchpoint.getType()))
                .append(" of ")
                .append(Words.printable(touchpoint.getEmail()))
                .append(" on ")
                .append(Stamps.time(touchpoint.getTouchpointTime()))
                .append(" UTC\n\nWhy it exists\n");
        int number = 1;
        for (String step : explanation.getStepsList()) {
            item(text, number++ + ".", step, width);
        }
        text.append('\n');
        if (explanation.hasChannelExplanation()) {
            text.append(channel(explanation.getChannelExplanation(), width, allRows));
        } else {
            text.append("Why it is in ")
                    .append(TouchpointText.channel(touchpoint))
                    .append("\n  mapping-service does not answer at the moment; ask again later.\n");
        }
        return text.toString();
    }

    /** Why a mapping key is in its channel. */
    public static String channel(ExplainResponse explanation, int width, boolean allRows) {
        var match = explanation.getMatch();
        StringBuilder text = new StringBuilder("Why it is in ")
                .append(Words.printable(Words.channel(match.getChannel(), match.getSubchannel())))
                .append('\n');
        String version = match.getRuleSetVersion() == 0 ? "the draft" : "rule set " + match.getRuleSetVersion();
        if (match.getRowNumber() == 0) {
            item(text, "=", "No row of " + version + " matched, and what no row claims is in this channel.", width);
        } else {
            item(text, "=", "Row " + match.getRowNumber() + " of " + version + " is the first that matches:", width);
            for (CellOutcome cell : explanation.getMatchedCellsList()) {
                item(text, "✓", cell.getColumn() + " \"" + cell.getValue() + "\" fits " + cell.getCell(), width);
            }
            if (explanation.getMatchedCellsCount() == 0) {
                item(text, "✓", "every cell of it is empty, so it takes all that is left", width);
            }
        }
        skipped(text, explanation.getSkippedRowsList(), width, allRows);
        return text.toString();
    }

    /** Why a session is what it is. */
    public static String session(ExplainSessionResponse explanation, int width) {
        StringBuilder text = new StringBuilder();
        if (explanation.hasSession()) {
            Session session = explanation.getSession().getSession();
            text.append("Session ")
                    .append(session.getSessionId())
                    .append("\nof visitor ")
                    .append(Words.printable(session.getVisitorId()))
                    .append(", from ")
                    .append(Stamps.time(session.getStartTime()))
                    .append(" to ")
                    .append(Stamps.time(session.getEndTime()))
                    .append(" UTC\n\n");
        }
        int number = 1;
        for (String step : explanation.getStepsList()) {
            item(text, number++ + ".", step, width);
        }
        if (explanation.getEventsCount() > 0) {
            text.append('\n').append(events(explanation.getEventsList(), width));
        }
        if (explanation.hasTouchpoint()) {
            text.append("\nIt made this touchpoint:\n")
                    .append(TouchpointText.list(List.of(explanation.getTouchpoint()), width));
        } else if (explanation.hasWithoutTouchpoint()) {
            text.append("\nIt made no touchpoint: ")
                    .append(JourneyText.reason(
                            explanation.getWithoutTouchpoint().getReason()))
                    .append(".\n");
        }
        return text.toString();
    }

    private static String events(List<SessionEvent> events, int width) {
        Table table = Table.of(
                Table.text("Time (UTC)"),
                Table.text("What"),
                Table.text("Page"),
                Table.text("Source"),
                Table.text("Event"));
        for (SessionEvent event : events) {
            table.row(
                    Stamps.time(event.getOccurTime()),
                    Words.plain(event.getType(), "WEB_EVENT_TYPE_"),
                    event.getPage(),
                    event.getSource(),
                    event.getEventId());
        }
        return table.render(width);
    }

    /** What became of a fact. */
    public static String fact(ExplainFactResponse explanation, int width) {
        if (explanation.hasTouchpoint()) {
            Touchpoint touchpoint = explanation.getTouchpoint();
            return "It made this touchpoint; `touchstone explain touchpoint " + touchpoint.getTouchpointId()
                    + "` says how.\n\n" + TouchpointText.list(List.of(touchpoint), width);
        }
        FactWithoutTouchpoint without = explanation.getWithoutTouchpoint();
        return "It made no touchpoint: " + JourneyText.reason(without.getReason()) + " ("
                + JourneyText.fact(without.getFact()) + ", " + Stamps.time(without.getFactTime()) + " UTC).\n";
    }

    private static void skipped(StringBuilder text, List<SkippedRow> rows, int width, boolean allRows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append('\n').append(Words.count(rows.size(), "row"));
        text.append(" before it did not match");
        List<SkippedRow> shown = allRows || rows.size() <= SKIPPED_ROWS_SHOWN
                ? rows
                : rows.subList(rows.size() - SKIPPED_ROWS_SHOWN, rows.size());
        text.append(shown.size() == rows.size() ? ":\n" : "; the last " + shown.size() + " of them:\n");
        Table table =
                Table.of(Table.number("Row"), Table.text("Column"), Table.text("It wants"), Table.text("It found"));
        for (SkippedRow row : shown) {
            CellOutcome cell = row.getFirstMismatch();
            table.row(
                    Integer.toString(row.getRowNumber()),
                    cell.getColumn(),
                    cell.getCell(),
                    cell.getValue().isEmpty() ? "(empty)" : cell.getValue());
        }
        text.append(table.render(width));
    }

    private static void item(StringBuilder text, String mark, String sentence, int width) {
        int room = (width == 0 ? WIDTH_WITHOUT_TERMINAL : width) - INDENT;
        String lead = "  " + mark + " ".repeat(Math.max(1, INDENT - 2 - mark.length()));
        for (String line : Words.wrap(Words.printable(sentence), room)) {
            text.append(lead).append(line).append('\n');
            lead = " ".repeat(INDENT);
        }
    }
}
