package dev.touchstone.mapping.classify;

import java.util.List;

/**
 * How many rows a key that has an anchor would lead to, more or less: how often the anchor occurs in all rows, counted by hashes,
 * times how common it is among keys. A row is put under the cheapest of its anchors.
 */
final class AnchorCosts {
    private static final int COUNTERS_PER_ROW = 64;
    private static final int COST_OF_DETECTOR = 16;
    /** By the binary logarithm of the length: a single character is in most values, eight given ones in few. */
    private static final int[] COST_OF_WINDOW = {64, 16, 3, 1};

    private final int[] counters;

    AnchorCosts(List<CompiledRow> rows) {
        counters = new int[Integer.highestOneBit(rows.size() + 1) * 2 * COUNTERS_PER_ROW];
        for (CompiledRow row : rows) {
            row.cells().forEach(this::count);
            row.groups().forEach(group -> group.conditions().forEach(this::count));
        }
    }

    private void count(CompiledCondition condition) {
        for (Anchor anchor : Anchor.of(condition)) {
            switch (anchor) {
                case Anchor.Whole whole -> counters[counter(whole.hashCode())]++;
                case Anchor.Seen seen -> counters[counter(seen.hashCode())]++;
                case Anchor.Part(Anchor.ValueName value, String text) -> {
                    int length = Window.lengthIn(text);
                    for (int start = 0; start + length <= text.length(); start++) {
                        counters[counter(value, Window.at(text, start, length))]++;
                    }
                }
            }
        }
    }

    private int counter(Anchor.ValueName value, Window window) {
        return counter(value.hashCode() + Long.hashCode(window.hash()));
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
                case Anchor.Whole whole -> counters[counter(whole.hashCode())];
                case Anchor.Seen seen -> (long) counters[counter(seen.hashCode())] * COST_OF_DETECTOR;
                case Anchor.Part part -> {
                    Window window = rarestWindow(part);
                    int common = COST_OF_WINDOW[Integer.numberOfTrailingZeros(window.length())];
                    yield (long) counters[counter(part.value(), window)] * common;
                }
            };
        }
        return cost;
    }

    /** The window of a part that fewest rows have. */
    Window rarestWindow(Anchor.Part part) {
        int length = Window.lengthIn(part.text());
        Window rarest = Window.at(part.text(), 0, length);
        for (int start = 1; start + length <= part.text().length(); start++) {
            Window window = Window.at(part.text(), start, length);
            if (counters[counter(part.value(), window)] < counters[counter(part.value(), rarest)]) {
                rarest = window;
            }
        }
        return rarest;
    }
}
