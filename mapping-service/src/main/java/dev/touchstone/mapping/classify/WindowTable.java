package dev.touchstone.mapping.classify;

import java.util.Map;

/** Rows by the windows of one length: an open hash table in flat arrays, since it is asked at every character of a value. */
final class WindowTable {
    private static final int SLOTS_PER_WINDOW = 4;

    private final int length;
    private final int firstRow;
    private final long highMask;
    private final long lowMask;
    private final int shift;
    /** Number of the window in a slot, from 1 upwards; 0 for an empty one. */
    private final int[] slots;

    private final long[] highs;
    private final long[] lows;
    private final RowSet[] rows;

    /**
     * @param length of all windows
     * @param rowsByWindow at least one window, each with its rows
     */
    WindowTable(int length, Map<Window, RowSet> rowsByWindow) {
        this.length = length;
        firstRow = rowsByWindow.values().stream().mapToInt(RowSet::first).min().orElseThrow();
        highMask = Window.highMask(length);
        lowMask = Window.lowMask(length);
        int size = Integer.highestOneBit(rowsByWindow.size()) * 2 * SLOTS_PER_WINDOW;
        shift = Long.numberOfLeadingZeros(size) + 1;
        slots = new int[size];
        highs = new long[rowsByWindow.size() + 1];
        lows = new long[rowsByWindow.size() + 1];
        rows = new RowSet[rowsByWindow.size() + 1];
        rows[0] = RowSet.EMPTY;
        int number = 0;
        for (Map.Entry<Window, RowSet> entry : rowsByWindow.entrySet()) {
            number++;
            highs[number] = entry.getKey().high();
            lows[number] = entry.getKey().low();
            rows[number] = entry.getValue();
            int slot = (int) (entry.getKey().hash() >>> shift);
            while (slots[slot] != 0) {
                slot = slot + 1 & size - 1;
            }
            slots[slot] = number;
        }
    }

    /** Number of characters of each window. */
    int length() {
        return length;
    }

    /** The first of all rows that are found here. */
    int firstRow() {
        return firstRow;
    }

    /** The rows of the window that ends where these two numbers end; none if there is no such window. */
    RowSet find(long high, long low) {
        long maskedHigh = high & highMask;
        long maskedLow = low & lowMask;
        int slot = (int) (Window.hash(maskedHigh, maskedLow) >>> shift);
        int number = slots[slot];
        while (number != 0 && (lows[number] != maskedLow || highs[number] != maskedHigh)) {
            slot = slot + 1 & slots.length - 1;
            number = slots[slot];
        }
        return rows[number];
    }
}
