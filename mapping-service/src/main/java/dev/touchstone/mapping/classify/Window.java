package dev.touchstone.mapping.classify;

import java.util.ArrayList;
import java.util.List;

/**
 * Up to eight neighbouring bytes of a text and where they stand, packed into a number: what rows are looked up by.
 *
 * @param spot where they stand
 * @param bytes the last one lowest but for the leading bits that are not used; of a whole value its hash
 */
record Window(Spot spot, long bytes) {
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

    /**
     * A place of a value where a window may stand.
     *
     * @param place by what the offset is counted
     * @param offset bytes from the beginning of the value to that of the window; of {@link Place#END} from the beginning of the window
     *     to the end of the value; otherwise 0
     * @param length number of bytes, from 1 to 8
     */
    record Spot(Place place, int offset, int length) {
        /**
         * The window that a value has here.
         *
         * @return behind its last byte; 0 if the value is too short
         */
        int endIn(int size) {
            return switch (place) {
                case START -> offset + length <= size ? offset + length : 0;
                case END -> offset <= size ? size - offset + length : 0;
                case WHOLE, ANYWHERE -> throw new IllegalStateException("not at one spot: " + place);
            };
        }

        /** The window here, of the word that ends where it does. */
        long of(long word) {
            return word >>> ((Long.BYTES - length) * Byte.SIZE);
        }
    }

    /** All windows of an anchor by which its row can be looked up; the best are first where they are equally rare. */
    static List<Window> of(Anchor.Text anchor) {
        FoldedText text = new FoldedText(anchor.text());
        int size = text.size();
        if (anchor.place() == Place.WHOLE) {
            return List.of(new Window(new Spot(Place.WHOLE, 0, Long.BYTES), text.hash()));
        }
        int length = length(anchor.place(), size);
        List<Window> windows = new ArrayList<>();
        for (int start = 0; start + length <= size; start++) {
            Spot spot = switch (anchor.place()) {
                case START -> new Spot(Place.START, start, length);
                case END -> new Spot(Place.END, size - start, length);
                case WHOLE, ANYWHERE -> new Spot(Place.ANYWHERE, 0, length);
            };
            windows.add(new Window(spot, spot.of(text.wordBefore(start + length))));
        }
        // Of texts with a common beginning the ends differ.
        return anchor.place() == Place.START ? windows.reversed() : windows;
    }

    /** As long as can be; where every window of a value is looked up, of few lengths. */
    private static int length(Place place, int size) {
        int longest = Math.min(size, Long.BYTES);
        return place == Place.ANYWHERE ? Integer.highestOneBit(longest) : longest;
    }

    /** A hash whose upper bits are the best mixed. */
    static long hash(long bytes) {
        return bytes * HASH_FACTOR;
    }
}
