package dev.touchstone.mapping.classify;

import java.util.List;

/**
 * Rows that share an anchor, named by their index from 0 upwards, ascending. A few are tried one after another; many, such as
 * those of one medium, are looked up once more, by what else they ask for.
 */
final class RowSet {
    private static final int MOST_TRIED = 8;
    private static final int DEEPEST = 3;
    private static final RowLookup[] NO_LOOKUPS = {};

    /** No rows. */
    static final RowSet EMPTY = new RowSet(new int[0], NO_LOOKUPS);

    private final int[] rows;
    /** Empty if the rows are tried one after another. */
    private final RowLookup[] lookups;

    private RowSet(int[] rows, RowLookup[] lookups) {
        this.rows = rows;
        this.lookups = lookups;
    }

    /**
     * A set of rows.
     *
     * @param indexes of the rows, at least one, ascending
     * @param all the rows
     * @param depth how many anchors the rows share already
     */
    static RowSet of(List<Integer> indexes, List<CompiledRow> all, int depth) {
        if (indexes.size() <= MOST_TRIED || depth == DEEPEST) {
            return tried(indexes);
        }
        return new RowSet(array(indexes), RowIndex.of(indexes, all, depth).toArray(RowLookup[]::new));
    }

    /** Rows to be tried one after another, however many. */
    static RowSet tried(List<Integer> indexes) {
        return new RowSet(array(indexes), NO_LOOKUPS);
    }

    private static int[] array(List<Integer> indexes) {
        return indexes.stream().mapToInt(Integer::intValue).toArray();
    }

    int first() {
        return rows[0];
    }

    boolean isEmpty() {
        return rows.length == 0;
    }

    /**
     * The first row that matches the key.
     *
     * @param bound rows from here on are of no interest
     * @return the row, or the bound if there is none before it
     */
    int firstMatch(FoldedKey key, CompiledRow[] all, int bound) {
        return lookups.length == 0 ? firstTried(key, all, bound) : firstFound(lookups, key, all, bound);
    }

    private int firstTried(FoldedKey key, CompiledRow[] all, int bound) {
        for (int row : rows) {
            if (row >= bound) {
                return bound;
            }
            if (all[row].matches(key)) {
                return row;
            }
        }
        return bound;
    }

    /** The same by lookups that are ordered by their first rows. */
    static int firstFound(RowLookup[] lookups, FoldedKey key, CompiledRow[] all, int bound) {
        int first = bound;
        for (RowLookup lookup : lookups) {
            if (lookup.firstRow() >= first) {
                break;
            }
            first = lookup.firstMatch(key, all, first);
        }
        return first;
    }
}
