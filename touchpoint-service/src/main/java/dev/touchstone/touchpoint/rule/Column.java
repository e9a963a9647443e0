package dev.touchstone.touchpoint.rule;

import org.jspecify.annotations.Nullable;

/** All conditions of a list on one axis of one field. Thread-safe. */
interface Column {
    /** Longs that the rows a column keeps may take together: 2 MB. */
    int MAX_KEPT_LONGS = 1 << 18;

    /** The groups whose conditions here hold for a value, and those that have none here. Not to be changed. */
    long[] row(@Nullable FieldValue value);

    /** How many rows of so many longs may be kept: a power of two. */
    static int keptRows(int wanted, int words) {
        int most = Math.max(1, Math.min(wanted, MAX_KEPT_LONGS / Math.max(1, words)));
        return Integer.highestOneBit(most);
    }
}
