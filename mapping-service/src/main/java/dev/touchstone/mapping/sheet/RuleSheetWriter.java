package dev.touchstone.mapping.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.Column;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes rules as sheets that {@link RuleSheetReader} reads as the same rules; the same rules give the same bytes.
 *
 * <p><b>Formulas:</b> no cell is one for a spreadsheet ({@link FormulaGuard}).
 */
public final class RuleSheetWriter {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private RuleSheetWriter() {}

    /** The online sheet; with the column of further conditions if a row has any. */
    public static byte[] writeOnline(List<ChannelRule> rules, SheetDialect dialect) {
        return writeOnline(
                rules,
                rules.stream().map(rule -> ConditionSyntax.format(rule.anyOf())).toList(),
                dialect);
    }

    /**
     * The same for rows whose further conditions may not be readable.
     *
     * @param lines the further conditions of each row as they shall be written; the groups of the rows are not looked at
     */
    public static byte[] writeOnline(List<ChannelRule> rules, List<String> lines, SheetDialect dialect) {
        List<String> headings = new ArrayList<>(SheetKind.ONLINE.headings());
        headings.add(SheetLayout.NOTE);
        List<List<String>> rows = IntStream.range(0, rules.size())
                .mapToObj(i -> fields(rules.get(i), lines.get(i)))
                .toList();
        return write(headings, rows, hasAny(lines), dialect);
    }

    /** The offline sheet; with the column of further conditions if a row has any. */
    public static byte[] writeOffline(List<OfflineRule> rules, SheetDialect dialect) {
        return writeOffline(
                rules,
                rules.stream().map(rule -> ConditionSyntax.format(rule.anyOf())).toList(),
                dialect);
    }

    /**
     * The same for rows whose further conditions may not be readable.
     *
     * @param lines the further conditions of each row as they shall be written; the groups of the rows are not looked at
     */
    public static byte[] writeOffline(List<OfflineRule> rules, List<String> lines, SheetDialect dialect) {
        List<List<String>> rows = IntStream.range(0, rules.size())
                .mapToObj(i -> fields(rules.get(i), lines.get(i)))
                .toList();
        return write(new ArrayList<>(SheetKind.OFFLINE.headings()), rows, hasAny(lines), dialect);
    }

    private static boolean hasAny(List<String> lines) {
        return lines.stream().anyMatch(line -> !line.isEmpty());
    }

    private static List<String> fields(ChannelRule rule, String line) {
        List<String> fields = new ArrayList<>();
        fields.add(rule.path().channel());
        fields.add(rule.path().subchannel());
        RuleCells.COLUMNS.forEach(column -> fields.add(rule.cells().cell(column)));
        fields.add(rule.note());
        fields.add(line);
        return fields;
    }

    private static List<String> fields(OfflineRule rule, String line) {
        return List.of(rule.campaignType(), rule.path().channel(), rule.path().subchannel(), line);
    }

    /** Writes rows of which the last field is that of the further conditions. */
    private static byte[] write(
            List<String> headings, List<List<String>> rows, boolean withConditions, SheetDialect dialect) {
        if (withConditions) {
            headings.add(Column.MORE_CONDITIONS.heading());
        }
        StringWriter text = new StringWriter();
        if (dialect.byteOrderMark()) {
            text.write(BYTE_ORDER_MARK);
        }
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(dialect.separator())
                .lineDelimiter(dialect.lineEnd())
                .build(text)) {
            csv.writeRecord(headings);
            rows.forEach(row -> csv.writeRecord(row.subList(0, headings.size()).stream()
                    .map(FormulaGuard::guard)
                    .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
