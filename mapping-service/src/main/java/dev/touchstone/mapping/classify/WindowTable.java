package dev.touchstone.mapping.classify;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows by the windows at one spot: an open hash table in flat arrays, since it is asked at every byte of a value. Most questions
 * have no answer; a bit for each hash, in few bytes of memory, says so.
 */
final class WindowTable {
    private static final int SLOTS_PER_WINDOW = 4;
    private static final int BITS_PER_WINDOW = 16;

    private final Window.Spot spot;
    private final int firstRow;
    private final long[] hashed;
    private final int hashedShift;
    private final int shift;
    private final long[] windows;
    /** Of the windows; null for an empty slot. */
    private final @Nullable RowSet[] rows;

    /**
     * @param spot of all windows
     * @param rowsByWindow at least one window, each with its rows
     */
    WindowTable(Window.Spot spot, Map<Window, RowSet> rowsByWindow) {
        this.spot = spot;
        firstRow = rowsByWindow.values().stream().mapToInt(RowSet::first).min().orElseThrow();
        int atLeast = Integer.highestOneBit(rowsByWindow.size()) * 2;
        int size = atLeast * SLOTS_PER_WINDOW;
        shift = Long.numberOfLeadingZeros(size) + 1;
        windows = new long[size];
        rows = new @Nullable RowSet[size];
        int bits = Math.max(Long.SIZE, atLeast * BITS_PER_WINDOW);
        hashedShift = Long.numberOfLeadingZeros(bits) + 1;
        hashed = new long[bits / Long.SIZE];
        rowsByWindow.forEach((window, rowsOfIt) -> put(window.bytes(), rowsOfIt));
    }

    private void put(long window, RowSet rowsOfIt) {
        long hash = Window.hash(window);
        int bit = (int) (hash >>> hashedShift);
        hashed[bit / Long.SIZE] |= 1L << bit;
        int slot = (int) (hash >>> shift);
        while (rows[slot] != null) {
            slot = slot + 1 & rows.length - 1;
        }
        windows[slot] = window;
        rows[slot] = rowsOfIt;
    }

    /** Where all windows stand. */
    Window.Spot spot() {
        return spot;
    }

    /** The first of all rows that are found here. */
    int firstRow() {
        return firstRow;
    }

    /** The rows of the window that a value has at the spot, which is not {@link Place#ANYWHERE}. */
    RowSet find(FoldedText value) {
        if (spot.place() == Place.WHOLE) {
            return find(value.hash());
        }
        int end = spot.endIn(value.size());
        return end == 0 ? RowSet.EMPTY : find(value.wordBefore(end));
    }

    /** The rows of the window in a word; none if there is no such window. */
    RowSet find(long word) {
        long window = spot.of(word);
        long hash = Window.hash(window);
        int bit = (int) (hash >>> hashedShift);
        return (hashed[bit / Long.SIZE] >>> bit & 1) == 0 ? RowSet.EMPTY : find(window, hash);
    }

    private RowSet find(long window, long hash) {
        int slot = (int) (hash >>> shift);
        @Nullable RowSet found = rows[slot];
        while (found != null && windows[slot] != window) {
            slot = slot + 1 & rows.length - 1;
            found = rows[slot];
        }
        return found == null ? RowSet.EMPTY : found;
    }
}
