package dev.touchstone.mapping.classify;

import java.util.Comparator;
import java.util.List;

/**
 * How many rows a key that has an anchor would lead to, more or less: how often the anchor occurs in all rows, counted by hashes,
 * times how common it is among keys. A row is put under the cheapest of its anchors.
 */
final class AnchorCosts {
    private static final int COUNTERS_PER_ROW = 64;
    private static final int COST_OF_DETECTOR = 16;
    /** By the length: a single character is in most values, eight given ones in few. */
    private static final int[] COST_OF_WINDOW = {64, 16, 6, 3, 2, 2, 1, 1};

    /** What it costs to look at every byte of a value, and not at one spot. */
    private static final int COST_OF_SEARCH = 8;
    /** Rows that are as soon tried as found. */
    private static final int FEW = 4;

    private final int[] counters;
    private final int rows;

    AnchorCosts(List<CompiledRow> rows) {
        this.rows = rows.size();
        counters = new int[Integer.highestOneBit(rows.size() + 1) * 2 * COUNTERS_PER_ROW];
        for (CompiledRow row : rows) {
            row.cells().forEach(this::count);
            row.groups().forEach(group -> group.conditions().forEach(this::count));
        }
    }

    private void count(CompiledCondition condition) {
        for (Anchor anchor : Anchor.of(condition)) {
            switch (anchor) {
                case Anchor.Seen seen -> counters[counter(seen.hashCode())]++;
                case Anchor.Text text -> Window.of(text).forEach(window -> counters[counter(text.value(), window)]++);
            }
        }
    }

    private int counter(Anchor.ValueName value, Window window) {
        return counter(value.hashCode() + window.hashCode());
    }

    private int counter(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) & counters.length - 1;
    }

    /** The cost of a row that is put under all of these anchors. */
    long of(List<Anchor> anchors) {
        long cost = 0;
        for (Anchor anchor : anchors) {
            cost += switch (anchor) {
                case Anchor.Seen seen -> (long) counters[counter(seen.hashCode())] * COST_OF_DETECTOR;
                case Anchor.Text text -> cost(text.value(), bestWindow(text));
            };
        }
        return cost;
    }

    /** True if all rows have this anchor, so that it tells none of them from the others. */
    boolean isSharedByAll(Anchor anchor) {
        return switch (anchor) {
            case Anchor.Seen seen -> counters[counter(seen.hashCode())] >= rows;
            case Anchor.Text text -> counters[counter(text.value(), bestWindow(text))] >= rows;
        };
    }

    private long cost(Anchor.ValueName value, Window window) {
        long rows = counters[counter(value, window)];
        return switch (window.spot().place()) {
            case WHOLE -> rows;
            case START, END -> rows * COST_OF_WINDOW[window.spot().length() - 1];
            case ANYWHERE -> rows * COST_OF_WINDOW[window.spot().length() - 1] + COST_OF_SEARCH;
        };
    }

    /** The first window of a text of which few rows have more; for a few rows less no other spot is worth a look at each key. */
    Window bestWindow(Anchor.Text text) {
        return Window.of(text).stream()
                .min(Comparator.comparingInt(window -> counters[counter(text.value(), window)] / FEW))
                .orElseThrow();
    }
}
