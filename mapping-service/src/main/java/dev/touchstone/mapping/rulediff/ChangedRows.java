package dev.touchstone.mapping.rulediff;

import dev.touchstone.mapping.rulediff.RowMatching.Pair;
import dev.touchstone.mapping.ruleset.WrittenRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds which of the rows between two shared ones are the same row with other cells: those whose alignment, in their order,
 * leaves the most cells as they were. Rows that have no written cell in common are not the same.
 */
final class ChangedRows {
    /** Beyond that many comparisons rows are taken in their order, without looking for the best alignment. */
    private static final int MAX_COMPARISONS = 250_000;

    private final List<WrittenRule> before;
    private final List<WrittenRule> after;

    ChangedRows(List<WrittenRule> before, List<WrittenRule> after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Pairs of positions, ascending in both lists.
     *
     * @param gone positions of rows that are only in the earlier list, ascending
     * @param come positions of rows that are only in the later list, ascending
     */
    List<Pair> pairs(List<Integer> gone, List<Integer> come) {
        return (long) gone.size() * come.size() <= MAX_COMPARISONS ? aligned(gone, come) : inOrder(gone, come);
    }

    private List<Pair> inOrder(List<Integer> gone, List<Integer> come) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(gone.size(), come.size()); i++) {
            if (likeness(gone.get(i), come.get(i)) > 0) {
                pairs.add(new Pair(gone.get(i), come.get(i)));
            }
        }
        return pairs;
    }

    private List<Pair> aligned(List<Integer> gone, List<Integer> come) {
        int[][] likeness = new int[gone.size()][come.size()];
        // best[i][j]: the most that can stay as it was from the i-th and the j-th on.
        int[][] best = new int[gone.size() + 1][come.size() + 1];
        for (int i = gone.size() - 1; i >= 0; i--) {
            for (int j = come.size() - 1; j >= 0; j--) {
                likeness[i][j] = likeness(gone.get(i), come.get(j));
                int paired = likeness[i][j] == 0 ? 0 : likeness[i][j] + best[i + 1][j + 1];
                best[i][j] = Math.max(paired, Math.max(best[i + 1][j], best[i][j + 1]));
            }
        }
        List<Pair> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < gone.size() && j < come.size()) {
            if (likeness[i][j] > 0 && best[i][j] == likeness[i][j] + best[i + 1][j + 1]) {
                pairs.add(new Pair(gone.get(i++), come.get(j++)));
            } else if (best[i][j] == best[i + 1][j]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }

    /** Number of cells that are written in both rows and equal. */
    private int likeness(int positionBefore, int positionAfter) {
        List<String> one = before.get(positionBefore).fields();
        List<String> other = after.get(positionAfter).fields();
        int equal = 0;
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).isEmpty() && one.get(i).equals(other.get(i))) {
                equal++;
            }
        }
        return equal;
    }
}
