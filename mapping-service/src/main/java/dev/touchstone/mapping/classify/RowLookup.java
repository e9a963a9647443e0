package dev.touchstone.mapping.classify;

import java.util.List;
import java.util.stream.Stream;

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

    /** By what stands in a value of the key; in each of them where it has several. */
    final class ByValue implements RowLookup {
        private final Anchor.ValueName name;
        private final int firstRow;
        private final WindowTable[] atOneSpot;
        private final WindowTable[] anywhere;

        /**
         * @param atOneSpot of which a value has one window at most, those with the first rows first
         * @param anywhere of which a value has a window at every byte
         */
        ByValue(Anchor.ValueName name, WindowTable[] atOneSpot, WindowTable[] anywhere) {
            this.name = name;
            this.firstRow = Stream.of(atOneSpot, anywhere)
                    .flatMap(Stream::of)
                    .mapToInt(WindowTable::firstRow)
                    .min()
                    .orElseThrow();
            this.atOneSpot = atOneSpot;
            this.anywhere = anywhere;
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
                best = firstMatch(new FoldedText(marker), key, rows, best);
            }
            return best;
        }

        private int firstMatch(FoldedText value, FoldedKey key, CompiledRow[] rows, int bound) {
            if (value.isEmpty()) {
                return bound;
            }
            int best = firstAtOneSpot(value, key, rows, bound);
            for (WindowTable table : anywhere) {
                if (table.firstRow() < best) {
                    best = firstAnywhere(table, value, key, rows, best);
                }
            }
            return best;
        }

        private int firstAtOneSpot(FoldedText value, FoldedKey key, CompiledRow[] rows, int bound) {
            int best = bound;
            for (int i = 0; i < atOneSpot.length && atOneSpot[i].firstRow() < best; i++) {
                best = atOneSpot[i].find(value).firstMatch(key, rows, best);
            }
            return best;
        }

        private static int firstAnywhere(
                WindowTable table, FoldedText value, FoldedKey key, CompiledRow[] rows, int bound) {
            int best = bound;
            int size = value.size();
            for (int end = table.spot().length(); end <= size; end++) {
                RowSet candidates = table.find(value.wordBefore(end));
                if (!candidates.isEmpty()) {
                    best = candidates.firstMatch(key, rows, best);
                }
            }
            return best;
        }
    }

    /** By a detector; those of the first rows are asked first, and none that the key has nothing for. */
    final class ByDetector implements RowLookup {
        private final CellPattern.Detected[] detectors;
        private final int[] signals;
        private final RowSet[] rowsByDetector;

        ByDetector(List<CellPattern.Detected> detectors, RowSet[] rowsByDetector) {
            this.detectors = detectors.toArray(CellPattern.Detected[]::new);
            this.signals = detectors.stream()
                    .mapToInt(detected -> detected.detector().signals())
                    .toArray();
            this.rowsByDetector = rowsByDetector;
        }

        @Override
        public int firstRow() {
            return rowsByDetector[0].first();
        }

        @Override
        public int firstMatch(FoldedKey key, CompiledRow[] rows, int bound) {
            int best = bound;
            int ofKey = key.signals();
            for (int i = 0; i < rowsByDetector.length && rowsByDetector[i].first() < best; i++) {
                if ((signals[i] & ofKey) != 0 && key.isSeenBy(detectors[i])) {
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
