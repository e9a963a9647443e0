package dev.touchstone.commandline.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table with aligned columns: texts to the left, numbers to the right. If it is wider than the terminal, the widest
 * text columns are cut with an ellipsis; numbers never are.
 */
public final class Table {
    /** Narrower than this no text column becomes. */
    private static final int NARROWEST = 8;

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<Column> columns) {
        this.columns = columns;
    }

    /**
     * A column.
     *
     * @param title its heading
     * @param number whether it holds numbers, which stand to the right
     */
    public record Column(String title, boolean number) {}

    /** A column of texts. */
    public static Column text(String title) {
        return new Column(title, false);
    }

    /** A column of numbers. */
    public static Column number(String title) {
        return new Column(title, true);
    }

    /** An empty table. */
    public static Table of(Column... columns) {
        return new Table(List.of(columns));
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column, as shown
     */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of this table has " + columns.size() + " cells, not " + cells.length);
        }
        rows.add(Arrays.stream(cells).map(Words::printable).toList());
        return this;
    }

    /**
     * The table with its heading and a line below it, every line ended.
     *
     * @param width of the terminal in characters; 0 for no limit
     */
    public String render(int width) {
        int[] widths = widths(width);
        StringBuilder text = new StringBuilder();
        append(text, columns.stream().map(Column::title).toList(), widths);
        append(text, Arrays.stream(widths).mapToObj("─"::repeat).toList(), widths);
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private int[] widths(int limit) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int longest = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            widths[i] = Math.max(columns.get(i).title().length(), longest);
        }
        int excess = limit == 0 ? 0 : Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - limit;
        for (; excess > 0; excess--) {
            int widest = widestText(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int widestText(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            int floor = Math.max(NARROWEST, columns.get(i).title().length());
            if (!columns.get(i).number() && widths[i] > floor && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private void append(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = Words.cut(cells.get(i), widths[i]);
            String padding = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(columns.get(i).number() ? padding + cell : cell + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
