package dev.touchstone.bench;

import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.Column;
import dev.touchstone.mapping.classify.RuleCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of the channel rules, as the peers write it. They have texts in lower case, the host of the referrer without {@code www.},
 * and a number with one bit for each detector that sees the key: what a detector needs is worked out for them beforehand.
 */
record ChannelRow(List<Cell> cells) {
    /**
     * A cell that is not empty: one of its alternatives must match.
     *
     * @param column as the peers' table and bean have it
     */
    record Cell(String column, List<Alternative> alternatives) {}

    /** One alternative of a cell. */
    sealed interface Alternative {
        /** In PostgreSQL and DuckDB. */
        String sql(String column);

        /** In Drools. */
        String drl(String column);

        /** As a regular expression over the whole value; a detector has none. */
        String regex();
    }

    /** A text at some place; {@code *} alone is anything. */
    record Text(boolean open, String text, boolean openEnd) implements Alternative {
        @Override
        public String sql(String column) {
            if (text.isEmpty()) {
                return column + " <> ''";
            }
            return open || openEnd
                    ? column + " LIKE '" + (open ? "%" : "") + text + (openEnd ? "%" : "") + "'"
                    : column + " = '" + text + "'";
        }

        @Override
        public String drl(String column) {
            if (text.isEmpty()) {
                return column + " != \"\"";
            }
            if (open == openEnd) {
                return open ? column + ".contains(\"" + text + "\")" : column + " == \"" + text + "\"";
            }
            return column + (open ? ".endsWith" : ".startsWith") + "(\"" + text + "\")";
        }

        @Override
        public String regex() {
            return text.isEmpty() ? ".+" : (open ? ".*" : "") + Pattern.quote(text) + (openEnd ? ".*" : "");
        }
    }

    /** A domain with all below it. */
    record Domain(String name) implements Alternative {
        @Override
        public String sql(String column) {
            return column + " = '" + name + "' OR " + column + " LIKE '%." + name + "'";
        }

        @Override
        public String drl(String column) {
            return column + " == \"" + name + "\" || " + column + ".endsWith(\"." + name + "\")";
        }

        @Override
        public String regex() {
            return "(?:.*\\.)?" + Pattern.quote(name);
        }
    }

    /** A detector. */
    record Detected(long bit) implements Alternative {
        @Override
        public String sql(String column) {
            return "(seen & " + bit + ") <> 0";
        }

        @Override
        public String drl(String column) {
            return "sees(" + bit + "L)";
        }

        @Override
        public String regex() {
            throw new IllegalStateException("a detector is no expression");
        }
    }

    static ChannelRow of(ChannelRule rule) {
        List<Cell> cells = new ArrayList<>();
        for (Column column : RuleCells.COLUMNS) {
            String cell = rule.cells().cell(column).toLowerCase(Locale.ROOT);
            if (!cell.isEmpty()) {
                boolean host = column == Column.REFERRING_WEBSITE;
                cells.add(new Cell(
                        column.name().toLowerCase(Locale.ROOT),
                        Arrays.stream(cell.split(";", -1))
                                .map(one -> alternative(one, host))
                                .toList()));
            }
        }
        return new ChannelRow(cells);
    }

    private static Alternative alternative(String text, boolean host) {
        if (text.startsWith("[")) {
            return new Detected(ChannelFact.bit(text.substring(1, text.length() - 1)));
        }
        boolean open = text.startsWith("*");
        boolean openEnd = text.endsWith("*") && text.length() > 1;
        String inner = text.replace("*", "");
        return host && !open && !openEnd ? new Domain(inner) : new Text(open, inner, openEnd);
    }

    String sql() {
        return cells.stream()
                .map(cell -> cell.alternatives().stream()
                        .map(one -> one.sql(cell.column()))
                        .collect(Collectors.joining(" OR ", "(", ")")))
                .collect(Collectors.joining(" AND "));
    }

    String drl() {
        return cells.stream()
                .map(cell -> cell.alternatives().stream()
                        .map(one -> one.drl(bean(cell.column())))
                        .collect(Collectors.joining(" || ")))
                .collect(Collectors.joining(", "));
    }

    private static String bean(String column) {
        return switch (column) {
            case "landing_page" -> "landingPage";
            case "referring_website" -> "host";
            default -> column;
        };
    }
}
