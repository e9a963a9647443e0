package dev.touchstone.mapping.classify;

/**
 * One, two, four or eight neighbouring characters of a text, packed into two numbers: what a part of a value is looked up by.
 *
 * @param high the first four of eight characters, otherwise 0
 * @param low the last four characters, or all if there are fewer
 * @param length number of characters
 */
record Window(long high, long low, int length) {
    /** Longest window. */
    static final int MAX_LENGTH = 8;

    private static final int BITS = Character.SIZE;
    private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long SECOND_FACTOR = 0xC2B2AE3D27D4EB4FL;

    /** The window of a text at a place. */
    static Window at(String text, int start, int length) {
        long high = 0;
        long low = 0;
        for (int i = start; i < start + length; i++) {
            high = nextHigh(high, low);
            low = nextLow(low, text.charAt(i));
        }
        return new Window(high, low, length);
    }

    /** Length of the windows of a text: the largest there is that fits into it. */
    static int lengthIn(String text) {
        return Math.min(MAX_LENGTH, Integer.highestOneBit(text.length()));
    }

    /** The first number after one more character; to be asked before {@link #nextLow}. */
    static long nextHigh(long high, long low) {
        return high << BITS | low >>> (Long.SIZE - BITS);
    }

    /** The second number after one more character. */
    static long nextLow(long low, char character) {
        return low << BITS | character;
    }

    /** Which bits of the first number a window of a length looks at. */
    static long highMask(int length) {
        return length == MAX_LENGTH ? -1L : 0L;
    }

    /** Which bits of the second number a window of a length looks at. */
    static long lowMask(int length) {
        return length * BITS >= Long.SIZE ? -1L : (1L << (length * BITS)) - 1;
    }

    /** A hash whose upper bits are the best mixed. */
    static long hash(long high, long low) {
        return low * FIRST_FACTOR + high * SECOND_FACTOR;
    }

    long hash() {
        return hash(high, low);
    }
}
