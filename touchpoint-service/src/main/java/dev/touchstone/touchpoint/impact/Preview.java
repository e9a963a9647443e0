package dev.touchstone.touchpoint.impact;

import dev.touchstone.touchpoint.generate.MappingKey;
import java.util.List;
import java.util.UUID;

/**
 * What other rules would change.
 *
 * @param totals numbers of all
 * @param moves from where to where, most touchpoints first
 * @param values the values behind the most touchpoints that would change
 * @param rows what each row would decide, from row 1
 * @param comparedVersion the latest version in force
 */
record Preview(Totals totals, List<Move> moves, List<ChangedValue> values, List<RowHits> rows, long comparedVersion) {
    Preview {
        moves = List.copyOf(moves);
        values = List.copyOf(values);
        rows = List.copyOf(rows);
    }

    /**
     * Rows that would decide no touchpoint. None are told where that proves nothing: without touchpoints, or while some have no
     * channel yet and were left out.
     */
    List<Integer> idleRows() {
        return totals.touchpoints() == 0 || totals.unmapped() > 0
                ? List.of()
                : rows.stream()
                        .filter(row -> row.touchpoints() == 0)
                        .map(RowHits::rowNumber)
                        .toList();
    }

    /**
     * Numbers of all.
     *
     * @param touchpoints all touchpoints
     * @param changed those that would have another channel or subchannel
     * @param people people who have at least one of those; 0 if not asked for
     * @param keys keys that were classified
     * @param unmatched touchpoints that no row would match
     * @param unmapped touchpoints without a channel yet
     */
    record Totals(long touchpoints, long changed, long people, long keys, long unmatched, long unmapped) {}

    /**
     * From one channel to another.
     *
     * @param from in force
     * @param to as it would be
     * @param touchpoints touchpoints
     * @param people people who have at least one of them; 0 if not asked for
     * @param keys mapping keys
     * @param examples some of the touchpoints
     */
    record Move(ChannelPair from, ChannelPair to, long touchpoints, long people, long keys, List<UUID> examples) {
        Move {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A value that changing touchpoints share.
     *
     * @param column heading of the column of the sheet
     * @param value in lower case
     * @param from where most of its changing touchpoints come from
     * @param to where most of its changing touchpoints would go
     * @param touchpoints changing touchpoints that have it
     * @param example a key that has it
     */
    record ChangedValue(
            String column, String value, ChannelPair from, ChannelPair to, long touchpoints, MappingKey example) {}

    /**
     * What a row decides.
     *
     * @param rowNumber the row
     * @param keys mapping keys
     * @param touchpoints touchpoints
     */
    record RowHits(int rowNumber, long keys, long touchpoints) {}
}
