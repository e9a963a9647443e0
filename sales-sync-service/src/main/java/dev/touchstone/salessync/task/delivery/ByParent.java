package dev.touchstone.salessync.task.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Arranges the tasks of a batch by the record whose lock a write takes, and leaves out those under a record that another batch writes to now.
 * Pure.
 */
final class ByParent {
    private ByParent() {}

    /**
     * A batch.
     *
     * @param now those that go: tasks of one parent beside each other, each parent's in the order given
     * @param later those whose parent is taken, in the order given
     */
    record Arranged<T>(List<T> now, List<T> later) {
        Arranged {
            now = List.copyOf(now);
            later = List.copyOf(later);
        }
    }

    /** The parents of rows, sorted and each once, so that everybody takes them in the same order. */
    static <T> List<String> parents(Collection<T> rows, Function<T, String> parent) {
        return rows.stream().map(parent).distinct().sorted().toList();
    }

    /**
     * Arranges.
     *
     * @param order whose order each row keeps: once one of a person stays, those after it stay too
     * @param free the parents that are this batch's
     */
    static <T> Arranged<T> arrange(
            List<T> rows, Function<T, String> parent, Function<T, Long> order, Set<String> free) {
        List<T> now = new ArrayList<>();
        List<T> later = new ArrayList<>();
        Set<Long> held = new HashSet<>();
        for (T row : rows) {
            boolean goes = free.contains(parent.apply(row)) && !held.contains(order.apply(row));
            if (goes) {
                now.add(row);
            } else {
                held.add(order.apply(row));
                later.add(row);
            }
        }
        Map<String, Integer> firsts = new HashMap<>();
        for (int i = 0; i < now.size(); i++) {
            firsts.putIfAbsent(parent.apply(now.get(i)), i);
        }
        // A stable sort: within a parent the order stays.
        now.sort(Comparator.comparingInt(row -> firsts.getOrDefault(parent.apply(row), 0)));
        return new Arranged<>(now, later);
    }
}
