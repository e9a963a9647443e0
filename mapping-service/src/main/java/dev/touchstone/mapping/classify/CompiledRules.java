package dev.touchstone.mapping.classify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The online sheet ready to search. Rows that ask for a whole value are found by that value; only the others are tried
 * one after another, and only as far as the best row found by value.
 */
final class CompiledRules {
    private final List<CompiledRow> rows;
    private final List<CompiledRow> tried;
    private final Map<Column, Map<String, List<CompiledRow>>> byValue;

    CompiledRules(List<ChannelRule> rules) {
        List<CompiledRow> all = new ArrayList<>();
        List<CompiledRow> scanned = new ArrayList<>();
        Map<Column, Map<String, List<CompiledRow>>> indexed = new EnumMap<>(Column.class);
        for (ChannelRule rule : rules) {
            CompiledRow row = CompiledRow.of(all.size() + 1, rule);
            all.add(row);
            Optional<CompiledCell> lookup = row.lookup();
            if (lookup.isEmpty()) {
                scanned.add(row);
            } else {
                Map<String, List<CompiledRow>> values =
                        indexed.computeIfAbsent(lookup.get().column(), column -> new HashMap<>());
                lookup.get()
                        .wholeValues()
                        .forEach(value -> values.computeIfAbsent(value, v -> new ArrayList<>())
                                .add(row));
            }
        }
        rows = List.copyOf(all);
        tried = List.copyOf(scanned);
        byValue = indexed;
    }

    List<CompiledRow> rows() {
        return rows;
    }

    ChannelMatch firstMatch(FoldedKey key) {
        ChannelMatch best = new ChannelMatch.Unmatched();
        int bound = Integer.MAX_VALUE;
        for (Map.Entry<Column, Map<String, List<CompiledRow>>> column : byValue.entrySet()) {
            List<CompiledRow> candidates = column.getValue().getOrDefault(key.value(column.getKey()), List.of());
            Optional<ChannelMatch.Matched> found = first(candidates, key, bound);
            if (found.isPresent()) {
                best = found.get();
                bound = best.rowNumber();
            }
        }
        Optional<ChannelMatch.Matched> found = first(tried, key, bound);
        return found.isPresent() ? found.get() : best;
    }

    private static Optional<ChannelMatch.Matched> first(List<CompiledRow> ascending, FoldedKey key, int bound) {
        for (CompiledRow row : ascending) {
            if (row.match().rowNumber() >= bound) {
                return Optional.empty();
            }
            if (row.matches(key)) {
                return Optional.of(row.match());
            }
        }
        return Optional.empty();
    }
}
