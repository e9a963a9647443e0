package dev.touchstone.mapping.lint;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the first row that takes every key of a later one away. A row is compared only with those earlier rows of which at least
 * one clause, the rarest, follows from its own.
 */
final class Shadows {
    /** Pairs of rows that are compared at most, some seconds' work: only rows that hardly differ need more. */
    private static final int MAX_COMPARISONS = 2_000_000;

    private final Map<Atom, Integer> frequencies = new HashMap<>();
    private final AtomIndex index = new AtomIndex();
    private final Map<Integer, List<Set<Clause>>> waysByRow = new HashMap<>();
    /** Rows without a clause to look them up by: all they say is what must not be. */
    private final BitSet unindexed = new BitSet();

    private int comparisons;

    /**
     * Knows how often atoms occur.
     *
     * @param rows all rows that will be asked for or added
     */
    Shadows(Collection<RowConditions> rows) {
        rows.stream()
                .flatMap(row -> row.ways().stream())
                .flatMap(Set::stream)
                .flatMap(clause -> clause.atoms().stream())
                .forEach(atom -> frequencies.merge(atom, 1, Integer::sum));
    }

    /**
     * The first of the rows added so far that matches whatever a row matches.
     *
     * @param possible the row's ways to match but those that contradict themselves; at least one
     */
    Optional<Integer> shadowOf(List<Set<Clause>> possible) {
        List<Set<Clause>> ways = possible.stream().map(Consequences::with).toList();
        BitSet candidates = new BitSet();
        candidates.or(unindexed);
        for (Clause clause : ways.getFirst()) {
            if (!clause.negated()) {
                index.collect(clause.atoms().iterator().next(), candidates::set);
            }
        }
        for (int row = candidates.nextSetBit(0); row >= 0; row = candidates.nextSetBit(row + 1)) {
            comparisons++;
            if (comparisons > MAX_COMPARISONS) {
                return Optional.empty();
            }
            if (implies(ways, waysByRow.getOrDefault(row, List.of()))) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private static boolean implies(List<Set<Clause>> known, List<Set<Clause>> wanted) {
        return known.stream().allMatch(way -> wanted.stream().anyMatch(other -> implies(way, other)));
    }

    private static boolean implies(Set<Clause> known, Set<Clause> wanted) {
        return wanted.stream().allMatch(clause -> Clauses.imply(known, clause));
    }

    /**
     * Adds a row, below all that were added before.
     *
     * @param ways its ways to match but those that contradict themselves; at least one
     */
    void add(int rowNumber, List<Set<Clause>> ways) {
        waysByRow.put(rowNumber, ways);
        List<Optional<Clause>> keys = ways.stream().map(this::rarest).toList();
        if (keys.stream().anyMatch(Optional::isEmpty)) {
            unindexed.set(rowNumber);
            return;
        }
        keys.stream()
                .flatMap(Optional::stream)
                .flatMap(clause -> clause.atoms().stream())
                .distinct()
                .forEach(atom -> index.add(atom, rowNumber));
    }

    private Optional<Clause> rarest(Set<Clause> clauses) {
        return clauses.stream().filter(clause -> !clause.negated()).min(Comparator.comparingInt(this::frequency));
    }

    private int frequency(Clause clause) {
        return clause.atoms().stream()
                .mapToInt(atom -> frequencies.getOrDefault(atom, 0))
                .max()
                .orElse(0);
    }
}
