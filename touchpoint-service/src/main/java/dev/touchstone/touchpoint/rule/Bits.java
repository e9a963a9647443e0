package dev.touchstone.touchpoint.rule;

/** Rows of bits, one for each group of conditions of a list, in their order. */
final class Bits {
    private Bits() {}

    /** How many words hold so many bits. */
    static int words(int size) {
        return (size + Long.SIZE - 1) / Long.SIZE;
    }

    /** All of them set. */
    static long[] all(int size) {
        long[] row = new long[words(size)];
        for (int bit = 0; bit < size; bit++) {
            set(row, bit);
        }
        return row;
    }

    static void set(long[] row, int bit) {
        row[bit >> 6] |= 1L << bit;
    }

    static void clear(long[] row, int bit) {
        row[bit >> 6] &= ~(1L << bit);
    }

    static boolean isSet(long[] row, int bit) {
        return (row[bit >> 6] & (1L << bit)) != 0;
    }

    /** Keeps in one row what is also in another; true if that is anything. */
    static boolean and(long[] row, long[] other) {
        long any = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] &= other[i];
            any |= row[i];
        }
        return any != 0;
    }

    /** The first bit that is set from one on; -1 if there is none. */
    static int next(long[] row, int from) {
        int word = from >> 6;
        if (word >= row.length) {
            return -1;
        }
        long rest = row[word] & (-1L << from);
        while (rest == 0) {
            word++;
            if (word == row.length) {
                return -1;
            }
            rest = row[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }
}
