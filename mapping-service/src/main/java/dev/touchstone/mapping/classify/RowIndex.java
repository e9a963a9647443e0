package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.classify.Anchor.ValueName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts every row under its cheapest anchors: whole values, windows at some spot of a value, detectors. A row that has none, because it tests
 * nothing but {@code *}, negations or expressions without a fixed text, is tried for every key that no row above it matches.
 */
final class RowIndex {
    private final List<CompiledRow> all;
    private final int depth;
    private final AnchorCosts costs;
    private final Map<ValueName, Map<Window.Spot, Map<Window, List<Integer>>>> byValue = new HashMap<>();
    private final Map<CellPattern.Detected, List<Integer>> byDetector = new HashMap<>();
    private final List<Integer> oneByOne = new ArrayList<>();

    private RowIndex(List<Integer> indexes, List<CompiledRow> all, int depth) {
        this.all = all;
        this.depth = depth;
        this.costs = new AnchorCosts(indexes.stream().map(all::get).toList());
    }

    /**
     * The lookups that together find every row, those with the first rows first.
     *
     * @param indexes of the rows that are to be found, ascending
     * @param all the rows
     * @param depth how many anchors the rows share already
     */
    static List<RowLookup> of(List<Integer> indexes, List<CompiledRow> all, int depth) {
        RowIndex index = new RowIndex(indexes, all, depth);
        for (int row : indexes) {
            index.put(row, index.cheapestAnchors(all.get(row)));
        }
        return index.lookups();
    }

    /** Anchors of which a key must have one for the row to match; none if there are no such. */
    private List<Anchor> cheapestAnchors(CompiledRow row) {
        List<List<Anchor>> choices = anchors(row.cells());
        List<Anchor> ofGroups = new ArrayList<>();
        boolean complete = !row.groups().isEmpty();
        for (CompiledGroup group : row.groups()) {
            List<Anchor> ofGroup = cheapest(anchors(group.conditions()));
            complete &= !ofGroup.isEmpty();
            ofGroups.addAll(ofGroup);
        }
        if (complete) {
            choices.add(ofGroups);
        }
        return cheapest(choices);
    }

    private static List<List<Anchor>> anchors(List<CompiledCondition> conditions) {
        List<List<Anchor>> all = new ArrayList<>();
        for (CompiledCondition condition : conditions) {
            List<Anchor> anchors = Anchor.of(condition);
            if (!anchors.isEmpty()) {
                all.add(anchors);
            }
        }
        return all;
    }

    private List<Anchor> cheapest(List<List<Anchor>> choices) {
        List<Anchor> best = List.of();
        long least = Long.MAX_VALUE;
        for (List<Anchor> choice : choices) {
            long cost = costs.of(choice);
            if (cost < least && !isUsedUp(choice)) {
                least = cost;
                best = choice;
            }
        }
        return best;
    }

    /** True if the rows were found by such an anchor already: to look for it once more finds all of them again. */
    private boolean isUsedUp(List<Anchor> choice) {
        return depth > 0 && choice.stream().anyMatch(costs::isSharedByAll);
    }

    private void put(int row, List<Anchor> anchors) {
        if (anchors.isEmpty()) {
            oneByOne.add(row);
        }
        for (Anchor anchor : anchors) {
            List<Integer> rows = switch (anchor) {
                case Anchor.Text text -> {
                    Window window = costs.bestWindow(text);
                    yield byValue.computeIfAbsent(text.value(), v -> new HashMap<>())
                            .computeIfAbsent(window.spot(), spot -> new HashMap<>())
                            .computeIfAbsent(window, w -> new ArrayList<>());
                }
                case Anchor.Seen(CellPattern.Detected detected) ->
                    byDetector.computeIfAbsent(detected, d -> new ArrayList<>());
            };
            if (rows.isEmpty() || rows.getLast() != row) {
                rows.add(row);
            }
        }
    }

    private List<RowLookup> lookups() {
        List<RowLookup> lookups = new ArrayList<>();
        byValue.forEach((name, windows) -> lookups.add(values(name, windows)));
        if (!byDetector.isEmpty()) {
            lookups.add(detections());
        }
        if (!oneByOne.isEmpty()) {
            lookups.add(new RowLookup.OneByOne(RowSet.tried(oneByOne)));
        }
        lookups.sort(Comparator.comparingInt(RowLookup::firstRow));
        return lookups;
    }

    private RowLookup values(ValueName name, Map<Window.Spot, Map<Window, List<Integer>>> windows) {
        List<WindowTable> tables = windows.entrySet().stream()
                .map(entry -> new WindowTable(entry.getKey(), sets(entry.getValue())))
                .sorted(Comparator.comparingInt(WindowTable::firstRow))
                .toList();
        return new RowLookup.ByValue(
                name,
                tables.stream().filter(table -> !isAnywhere(table)).toArray(WindowTable[]::new),
                tables.stream().filter(RowIndex::isAnywhere).toArray(WindowTable[]::new));
    }

    private static boolean isAnywhere(WindowTable table) {
        return table.spot().place() == Place.ANYWHERE;
    }

    private RowLookup detections() {
        List<Map.Entry<CellPattern.Detected, List<Integer>>> entries = byDetector.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().getFirst()))
                .toList();
        return new RowLookup.ByDetector(
                entries.stream().map(Map.Entry::getKey).toList(),
                entries.stream().map(entry -> set(entry.getValue())).toArray(RowSet[]::new));
    }

    private Map<Window, RowSet> sets(Map<Window, List<Integer>> rowsByWindow) {
        Map<Window, RowSet> sets = new HashMap<>();
        rowsByWindow.forEach((window, rows) -> sets.put(window, set(rows)));
        return sets;
    }

    private RowSet set(List<Integer> rows) {
        return RowSet.of(rows, all, depth + 1);
    }
}
