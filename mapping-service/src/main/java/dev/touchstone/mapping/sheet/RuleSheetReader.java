package dev.touchstone.mapping.sheet;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.Column;
import dev.touchstone.mapping.classify.ConditionGroup;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.classify.RuleCondition;
import dev.touchstone.mapping.classify.RuleField;
import dev.touchstone.mapping.sheet.SheetProblem.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads sheets as people and spreadsheets write them, and finds all that is wrong with their form.
 *
 * <p><b>Shape:</b> UTF-8 with or without byte-order mark; {@code ,}, {@code ;} or a tabulator between fields, as the heading has it;
 * lines end with LF, CRLF or CR. Blank lines are passed over and have no number. A row may end early, since Excel leaves out
 * separators at the ends of rows: the fields that are missing are empty. An apostrophe before what a spreadsheet would calculate is no part of
 * the cell.
 */
public final class RuleSheetReader {
    /** Largest sheet, in bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;
    /** Rows of a rule set at most, those of both sheets together. */
    public static final int MAX_ROWS = 20_000;
    /** Longest note, in UTF-16 code units. */
    public static final int MAX_NOTE_CHARACTERS = 200;

    private static final char[] SEPARATORS = {',', ';', '\t'};
    /** Stands where the groups of a row could not be read, so that nobody takes the row for one without any. */
    private static final List<ConditionGroup> UNREAD_GROUPS = List.of(
            new ConditionGroup(List.of(new RuleCondition(RuleField.CAMPAIGN, "", false, new RuleCondition.Cell("*")))));

    private final SheetKind kind;
    private final int rowsBefore;
    private final List<SheetProblem> problems = new ArrayList<>();

    private RuleSheetReader(SheetKind kind, int rowsBefore) {
        this.kind = kind;
        this.rowsBefore = rowsBefore;
    }

    /** Reads the online sheet. */
    public static ReadSheet<ChannelRule> readOnline(byte[] csv) {
        return new RuleSheetReader(SheetKind.ONLINE, 0).read(csv, RuleSheetReader::online);
    }

    /**
     * Reads the offline sheet.
     *
     * @param onlineRows number of online rows of the rule set, after which these are numbered
     */
    public static ReadSheet<OfflineRule> readOffline(byte[] csv, int onlineRows) {
        return new RuleSheetReader(SheetKind.OFFLINE, onlineRows).read(csv, RuleSheetReader::offline);
    }

    private static ChannelRule online(CsvRecords.Entry row, SheetLayout layout, List<ConditionGroup> groups) {
        RuleCells cells = new RuleCells(row.field(2), row.field(3), row.field(4), row.field(5), row.field(6));
        String note = layout.note() < 0 ? "" : row.field(layout.note());
        return new ChannelRule(new ChannelPath(row.field(0), row.field(1)), cells, note, groups);
    }

    private static OfflineRule offline(CsvRecords.Entry row, SheetLayout layout, List<ConditionGroup> groups) {
        return new OfflineRule(row.field(0), new ChannelPath(row.field(1), row.field(2)), groups);
    }

    private interface RowReader<R> {
        R read(CsvRecords.Entry row, SheetLayout layout, List<ConditionGroup> groups);
    }

    private <R> ReadSheet<R> read(byte[] csv, RowReader<R> reader) {
        if (csv.length > MAX_BYTES) {
            return nothing("has " + csv.length + " bytes: a sheet has at most " + MAX_BYTES);
        }
        if (SheetText.isNoText(csv)) {
            return nothing("is no text in UTF-8, since it holds zero bytes: save it as \"CSV UTF-8\"");
        }
        SheetText text = SheetText.decode(csv);
        CsvRecords.@Nullable Entry heading = null;
        for (char separator : SEPARATORS) {
            List<CsvRecords.Entry> first =
                    CsvRecords.read(text.text(), separator, 1).records();
            Optional<SheetLayout> layout = first.isEmpty() ? Optional.empty() : SheetLayout.of(kind, first.getFirst());
            if (layout.isPresent()) {
                return read(text, CsvRecords.read(text.text(), separator, MAX_ROWS + 2), layout.get(), reader);
            }
            if (!first.isEmpty()
                    && (heading == null
                            || heading.fields().size()
                                    < first.getFirst().fields().size())) {
                heading = first.getFirst();
            }
        }
        return withoutHeading(heading);
    }

    private <R> ReadSheet<R> withoutHeading(CsvRecords.@Nullable Entry heading) {
        String expected = "expected the headings " + SheetLayout.expected(kind);
        if (heading == null) {
            return nothing("is empty, or its first quote is never closed: " + expected);
        }
        String written = String.join(",", heading.fields());
        add(0, heading.line(), "", written, Reason.INVALID_SHEET, "the first row is not the heading: " + expected);
        return new ReadSheet<>(rowsBefore, List.of(), List.of(), problems);
    }

    private <R> ReadSheet<R> nothing(String message) {
        add(0, 0, "", "", Reason.INVALID_SHEET, "the sheet " + message);
        return new ReadSheet<>(rowsBefore, List.of(), List.of(), problems);
    }

    private <R> ReadSheet<R> read(SheetText text, CsvRecords csv, SheetLayout layout, RowReader<R> reader) {
        List<R> rules = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (CsvRecords.Entry written : csv.records().subList(1, csv.records().size())) {
            CsvRecords.Entry row = written.plain();
            int number = rowsBefore + rules.size() + 1;
            if (number > MAX_ROWS) {
                add(number, row.line(), "", "", Reason.TOO_MANY_ROWS, "a rule set has at most " + MAX_ROWS + " rows");
                break;
            }
            boolean broken = isBroken(number, row, text);
            if (!broken) {
                checkForm(number, row, layout);
            }
            rules.add(reader.read(row, layout, broken ? UNREAD_GROUPS : groups(number, row, layout)));
            lines.add(row.line());
        }
        if (csv.badQuoteLine() > 0) {
            String message = "the quotes of the row that begins on line " + csv.badQuoteLine()
                    + " are wrong, and nothing behind it was read: close every quote right before a separator or the end of the"
                    + " line, and write a quote within quotes twice";
            add(0, csv.badQuoteLine(), "", "", Reason.INVALID_SHEET, message);
        }
        return new ReadSheet<>(rowsBefore, rules, lines, problems);
    }

    private boolean isBroken(int number, CsvRecords.Entry row, SheetText text) {
        @Nullable Integer line = text.brokenLines().ceiling(row.line());
        if (line == null || line > row.lastLine()) {
            return false;
        }
        String message = "line " + line + " is not UTF-8: save the sheet as \"CSV UTF-8\"";
        add(number, row.line(), "", "", Reason.INVALID_SHEET, message);
        return true;
    }

    private void checkForm(int number, CsvRecords.Entry row, SheetLayout layout) {
        int fields = row.fields().size();
        if (fields < kind.fewestFields()) {
            String message = "the row has " + fields + " fields: expected " + layout.width()
                    + ", of which empty ones at the end may be missing";
            add(number, row.line(), "", String.join(",", row.fields()), Reason.WRONG_FIELD_COUNT, message);
        }
        for (int i = layout.width(); i < fields; i++) {
            if (!row.field(i).isBlank()) {
                String message = "the row has " + fields + " fields: expected " + layout.width()
                        + "; a separator within a cell needs double quotes around the cell";
                add(number, row.line(), "", row.field(i), Reason.WRONG_FIELD_COUNT, message);
                break;
            }
        }
        if (layout.note() >= 0 && row.field(layout.note()).length() > MAX_NOTE_CHARACTERS) {
            String note = row.field(layout.note());
            String message = "the note has " + note.length() + " characters: expected at most " + MAX_NOTE_CHARACTERS;
            add(number, row.line(), SheetLayout.NOTE, note, Reason.INVALID_CELL, message);
        }
    }

    private List<ConditionGroup> groups(int number, CsvRecords.Entry row, SheetLayout layout) {
        String line = layout.conditions() < 0 ? "" : row.field(layout.conditions());
        Optional<String> problem = ConditionSyntax.problem(line);
        if (problem.isEmpty()) {
            return ConditionSyntax.parse(line);
        }
        add(number, row.line(), Column.MORE_CONDITIONS.heading(), line, Reason.INVALID_CONDITION, problem.get());
        return UNREAD_GROUPS;
    }

    private void add(int row, int line, String column, String value, Reason reason, String message) {
        problems.add(new SheetProblem(kind, row, line, column, value, reason, message));
    }
}
