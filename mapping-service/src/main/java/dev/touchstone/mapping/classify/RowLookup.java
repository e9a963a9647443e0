package dev.touchstone.mapping.classify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds, by one kind of anchor, the rows that may match a key. Rows are named by their index from 0 upwards; lists of them are
 * ascending and not empty.
 */
sealed interface RowLookup {
    /** The first of all rows that are found here. */
    int firstRow();

    /**
     * The first row here that matches the key.
     *
     * @param bound rows from here on are of no interest
     * @return the row, or the bound if there is none before it
     */
    int firstMatch(FoldedKey key, CompiledRow[] rows, int bound);

    /** By a value of the key; by each of them where it has several. */
    abstract sealed class ByValue implements RowLookup {
        private final Anchor.ValueName name;
        private final int firstRow;

        private ByValue(Anchor.ValueName name, int firstRow) {
            this.name = name;
            this.firstRow = firstRow;
        }

        @Override
        public int firstRow() {
            return firstRow;
        }

        @Override
        public int firstMatch(FoldedKey key, CompiledRow[] rows, int bound) {
            if (name.field() != RuleField.CLICK_MARKER) {
                return firstMatch(key.value(name.field(), name.parameter()), key, rows, bound);
            }
            int best = bound;
            for (String marker : key.clickMarkers()) {
                best = firstMatch(marker, key, rows, best);
            }
            return best;
        }

        abstract int firstMatch(String value, FoldedKey key, CompiledRow[] rows, int bound);
    }

    /** By a whole value. */
    final class ByWhole extends ByValue {
        private final Map<String, RowSet> rowsByValue;

        ByWhole(Anchor.ValueName name, int firstRow, Map<String, RowSet> rowsByValue) {
            super(name, firstRow);
            this.rowsByValue = rowsByValue;
        }

        @Override
        int firstMatch(String value, FoldedKey key, CompiledRow[] rows, int bound) {
            @Nullable RowSet candidates = value.isEmpty() ? null : rowsByValue.get(value);
            return candidates == null ? bound : candidates.firstMatch(key, rows, bound);
        }
    }

    /** By a part of a value: every window of the value is looked up. */
    final class ByPart extends ByValue {
        private final WindowTable[] tables;

        ByPart(Anchor.ValueName name, int firstRow, WindowTable[] tables) {
            super(name, firstRow);
            this.tables = tables;
        }

        @Override
        int firstMatch(String value, FoldedKey key, CompiledRow[] rows, int bound) {
            int best = bound;
            long high = 0;
            long low = 0;
            for (int i = 0; i < value.length(); i++) {
                high = Window.nextHigh(high, low);
                low = Window.nextLow(low, value.charAt(i));
                for (WindowTable table : tables) {
                    if (table.firstRow() >= best || i + 1 < table.length()) {
                        continue;
                    }
                    RowSet candidates = table.find(high, low);
                    if (!candidates.isEmpty() && candidates.first() < best) {
                        best = candidates.firstMatch(key, rows, best);
                    }
                }
            }
            return best;
        }
    }

    /** By a detector; those of the first rows are asked first. */
    final class ByDetector implements RowLookup {
        private final List<CellPattern.Detected> detectors;
        private final RowSet[] rowsByDetector;

        ByDetector(List<CellPattern.Detected> detectors, RowSet[] rowsByDetector) {
            this.detectors = detectors;
            this.rowsByDetector = rowsByDetector;
        }

        @Override
        public int firstRow() {
            return rowsByDetector[0].first();
        }

        @Override
        public int firstMatch(FoldedKey key, CompiledRow[] rows, int bound) {
            int best = bound;
            for (int i = 0; i < rowsByDetector.length && rowsByDetector[i].first() < best; i++) {
                if (detectors.get(i).matches("", key)) {
                    best = rowsByDetector[i].firstMatch(key, rows, best);
                }
            }
            return best;
        }
    }

    /** Rows without an anchor: each is tried. */
    final class OneByOne implements RowLookup {
        private final RowSet candidates;

        OneByOne(RowSet candidates) {
            this.candidates = candidates;
        }

        @Override
        public int firstRow() {
            return candidates.first();
        }

        @Override
        public int firstMatch(FoldedKey key, CompiledRow[] rows, int bound) {
            return candidates.firstMatch(key, rows, bound);
        }
    }
}
