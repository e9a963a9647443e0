package dev.touchstone.mapping.rulediff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Equal rows of two lists, paired one to one.
 *
 * @param pairs all pairs, ascending by the later list
 * @param kept those of a longest run that both lists have in the same order, ascending in both
 */
record RowMatching(List<Pair> pairs, List<Pair> kept) {
    /** Positions of the same row in both lists. */
    record Pair(int before, int after) {}

    /**
     * Pairs what is equal.
     *
     * @param before positions in the earlier list, ascending
     * @param after positions in the later list, ascending
     * @param keyBefore what a row of the earlier list is known by
     * @param keyAfter the same for the later list
     */
    static RowMatching of(
            List<Integer> before, List<Integer> after, IntFunction<?> keyBefore, IntFunction<?> keyAfter) {
        Map<Object, TreeSet<Integer>> free = new HashMap<>();
        before.forEach(position -> free.computeIfAbsent(keyBefore.apply(position), key -> new TreeSet<>())
                .add(position));
        List<Pair> pairs = new ArrayList<>();
        int last = -1;
        for (int position : after) {
            TreeSet<Integer> same = free.getOrDefault(keyAfter.apply(position), new TreeSet<>());
            // Of several equal rows that behind the row paired last, so that as few as possible seem to have moved.
            @Nullable Integer next = same.higher(last);
            @Nullable Integer found = next != null ? next : same.pollFirst();
            if (found != null) {
                same.remove(found);
                pairs.add(new Pair(found, position));
                last = found;
            }
        }
        List<Pair> kept = new ArrayList<>();
        for (int index :
                LongestRun.ascending(pairs.stream().mapToInt(Pair::before).toArray())) {
            kept.add(pairs.get(index));
        }
        return new RowMatching(pairs, kept);
    }

    /** The pairs that are not kept: rows that moved. */
    List<Pair> moved() {
        Set<Pair> unmoved = new HashSet<>(kept);
        return pairs.stream().filter(pair -> !unmoved.contains(pair)).toList();
    }
}
