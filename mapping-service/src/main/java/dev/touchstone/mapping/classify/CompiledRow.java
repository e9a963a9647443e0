package dev.touchstone.mapping.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of the online sheet ready to compare.
 *
 * @param match what the row answers
 * @param cells its cells that are not empty, left to right
 */
record CompiledRow(ChannelMatch.Matched match, List<CompiledCell> cells) {
    CompiledRow {
        cells = List.copyOf(cells);
    }

    static CompiledRow of(int rowNumber, ChannelRule rule) {
        List<CompiledCell> cells = new ArrayList<>();
        for (Column column : RuleCells.COLUMNS) {
            String written = rule.cells().cell(column);
            if (!written.isEmpty()) {
                cells.add(CompiledCell.of(column, written));
            }
        }
        return new CompiledRow(new ChannelMatch.Matched(rule.path(), rowNumber), cells);
    }

    boolean matches(FoldedKey key) {
        for (CompiledCell cell : cells) {
            if (!cell.matches(key)) {
                return false;
            }
        }
        return true;
    }

    Optional<CompiledCell> firstMismatch(FoldedKey key) {
        return cells.stream().filter(cell -> !cell.matches(key)).findFirst();
    }

    /** A cell by which the row can be looked up: the key must have one of its values. Empty if the row has none. */
    Optional<CompiledCell> lookup() {
        return cells.stream().filter(cell -> !cell.wholeValues().isEmpty()).findFirst();
    }
}
