package dev.touchstone.mapping.classify;

import java.util.List;
import java.util.stream.IntStream;

/** The rows for one kind of key, ready to search: not from top to bottom, but by what a key has (see {@link RowIndex}). */
final class CompiledRules {
    private static final ChannelMatch UNMATCHED = new ChannelMatch.Unmatched();

    private final CompiledRow[] rows;
    private final RowLookup[] lookups;

    CompiledRules(List<CompiledRow> rows) {
        this.rows = rows.toArray(CompiledRow[]::new);
        this.lookups = RowIndex.of(IntStream.range(0, rows.size()).boxed().toList(), rows, 0)
                .toArray(RowLookup[]::new);
    }

    List<CompiledRow> rows() {
        return List.of(rows);
    }

    /** What the first row says that matches the key. */
    ChannelMatch firstMatch(FoldedKey key) {
        int first = RowSet.firstFound(lookups, key, rows, rows.length);
        return first == rows.length ? UNMATCHED : rows[first].match();
    }
}
