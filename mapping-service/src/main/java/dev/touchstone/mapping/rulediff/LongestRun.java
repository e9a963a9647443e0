package dev.touchstone.mapping.rulediff;

import java.util.Arrays;

/** Finds a longest ascending subsequence (patience sorting): in n log n. */
final class LongestRun {
    private static final int NONE = -1;

    private LongestRun() {}

    /** Indexes of a longest ascending subsequence of different numbers, ascending. */
    static int[] ascending(int[] numbers) {
        int[] ends = new int[numbers.length];
        int[] lastOfLength = new int[numbers.length];
        int[] previous = new int[numbers.length];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            // Behind the runs that end with a smaller number.
            int place = -Arrays.binarySearch(ends, 0, length, numbers[i]) - 1;
            previous[i] = place == 0 ? NONE : lastOfLength[place - 1];
            ends[place] = numbers[i];
            lastOfLength[place] = i;
            length = Math.max(length, place + 1);
        }
        int[] indexes = new int[length];
        int next = length == 0 ? NONE : lastOfLength[length - 1];
        for (int i = length - 1; i >= 0; i--) {
            indexes[i] = next;
            next = previous[next];
        }
        return indexes;
    }
}
