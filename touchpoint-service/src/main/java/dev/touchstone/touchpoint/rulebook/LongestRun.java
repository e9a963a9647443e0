package dev.touchstone.touchpoint.rulebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Finds a longest ascending subsequence (patience sorting): in n log n. */
final class LongestRun {
    private static final int NONE = -1;

    private LongestRun() {}

    /** Indexes of a longest ascending subsequence of different numbers, ascending. */
    static List<Integer> ascending(int[] numbers) {
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
        List<Integer> indexes = new ArrayList<>(length);
        for (int i = length == 0 ? NONE : lastOfLength[length - 1]; i != NONE; i = previous[i]) {
            indexes.add(i);
        }
        Collections.reverse(indexes);
        return indexes;
    }
}
