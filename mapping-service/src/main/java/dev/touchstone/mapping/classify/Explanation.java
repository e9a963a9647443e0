package dev.touchstone.mapping.classify;

import java.util.List;

/**
 * Why a key is in its channel.
 *
 * @param match what {@link Classifier#classify} answers
 * @param matchedCells the cells of the deciding row, left to right; none if no row matched
 * @param skippedRows every row before the deciding one, all rows if none matched, top to bottom
 */
public record Explanation(ChannelMatch match, List<CellOutcome> matchedCells, List<SkippedRow> skippedRows) {
    public Explanation {
        matchedCells = List.copyOf(matchedCells);
        skippedRows = List.copyOf(skippedRows);
    }

    /**
     * A row that did not match.
     *
     * @param rowNumber from 1 upwards
     * @param firstMismatch its first cell, left to right, that did not match; of {@link Column#KIND} for a row that is for
     *     keys of another kind
     */
    public record SkippedRow(int rowNumber, CellOutcome firstMismatch) {}
}
