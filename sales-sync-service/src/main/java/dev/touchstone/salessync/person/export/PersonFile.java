package dev.touchstone.salessync.person.export;

import java.util.List;

/** Reads what is stored about a person, some rows at a time. Not thread-safe. */
public final class PersonFile {
    private static final int PORTION = 1_000;

    private final PersonRows rows;
    private final List<Long> marketoIds;
    private final List<String> tables;
    private int table;
    private String after = "";

    PersonFile(PersonRows rows, List<Long> marketoIds, List<String> tables) {
        this.rows = rows;
        this.marketoIds = List.copyOf(marketoIds);
        this.tables = List.copyOf(tables);
    }

    /**
     * Some rows of one table.
     *
     * @param table the table
     * @param rows JSON objects; perhaps none
     * @param last true if nothing comes after them
     */
    public record Portion(String table, List<String> rows, boolean last) {}

    /** The rows that come next; not called after the last. */
    public Portion next() {
        String current = tables.get(table);
        List<String> found = rows.rows(current, marketoIds, after, PORTION);
        if (found.size() < PORTION) {
            table++;
            after = "";
        } else {
            after = found.get(found.size() - 1);
        }
        return new Portion(current, found, table == tables.size());
    }
}
