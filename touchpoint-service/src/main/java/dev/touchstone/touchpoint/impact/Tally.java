package dev.touchstone.touchpoint.impact;

import dev.touchstone.touchpoint.remap.RuleRow;
import dev.touchstone.touchpoint.remap.RuleSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Counts, key by key, what other rules would change. Not thread-safe.
 *
 * <p>What changes is kept by key, in a few dozen bytes each, because people and values are counted over it afterwards.
 */
final class Tally {
    private static final int EXAMPLES = 3;

    private final List<Map<Integer, ChannelPair>> before;
    private final Map<Integer, ChannelPair> after;
    private final int lastRow;
    private final Map<Direction, Moved> moves = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final long[] rowKeys;
    private final long[] rowTouchpoints;
    private long keys;
    private long changed;
    private long unmatched;
    private long unmapped;

    /**
     * A tally of nothing yet.
     *
     * @param segments stretches of time that are looked at
     * @param rowsOf the rows of a version in force
     * @param after the rows of the other rules
     */
    Tally(List<RuleSegment> segments, LongFunction<List<RuleRow>> rowsOf, List<RuleRow> after) {
        this.before = segments.stream()
                .map(segment -> pairs(rowsOf.apply(segment.before())))
                .toList();
        this.after = pairs(after);
        this.lastRow = after.stream().mapToInt(RuleRow::rowNumber).max().orElse(0);
        this.rowKeys = new long[lastRow + 1];
        this.rowTouchpoints = new long[lastRow + 1];
    }

    private static Map<Integer, ChannelPair> pairs(List<RuleRow> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        RuleRow::rowNumber,
                        row -> new ChannelPair(row.channel(), row.subchannel()),
                        (one, same) -> one));
    }

    private record Direction(ChannelPair from, ChannelPair to) {}

    /**
     * A key that changes in a stretch of time.
     *
     * @param keyId the key
     * @param segment the number of the stretch
     * @param move the number of the move
     * @param touchpoints touchpoints that change
     */
    record Change(UUID keyId, int segment, int move, long touchpoints) {}

    private static final class Moved {
        private final int number;
        private long keys;
        private long touchpoints;
        private final List<Change> examples = new ArrayList<>(EXAMPLES);

        Moved(int number) {
            this.number = number;
        }
    }

    /** Counts a key that other rules would give to a row. */
    void add(Standing standing, int rowNumber) {
        ChannelPair to = after.get(rowNumber);
        if (to == null) {
            throw new RulesChanged();
        }
        Set<Direction> directions = new HashSet<>();
        boolean mapped = false;
        long touchpoints = 0;
        for (int segment = 0; segment < standing.parts().size(); segment++) {
            Standing.Part part = standing.parts().get(segment);
            ChannelPair from = before.get(segment).get(part.rowNumber());
            if (from == null) {
                unmapped += part.touchpoints();
                continue;
            }
            mapped = true;
            touchpoints += part.touchpoints();
            if (!from.equals(to)) {
                Direction direction = new Direction(from, to);
                change(standing, segment, direction, directions.add(direction));
            }
        }
        if (mapped) {
            keys++;
            rowKeys[rowNumber]++;
            rowTouchpoints[rowNumber] += touchpoints;
            unmatched += rowNumber == 0 ? touchpoints : 0;
        }
    }

    private void change(Standing standing, int segment, Direction direction, boolean isFirst) {
        long touchpoints = standing.parts().get(segment).touchpoints();
        Moved moved = moves.computeIfAbsent(direction, unseen -> new Moved(moves.size()));
        moved.keys += isFirst ? 1 : 0;
        moved.touchpoints += touchpoints;
        changed += touchpoints;
        if (touchpoints > 0) {
            Change change = new Change(standing.id(), segment, moved.number, touchpoints);
            changes.add(change);
            if (moved.examples.size() < EXAMPLES) {
                moved.examples.add(change);
            }
        }
    }

    /** The keys that change and have touchpoints. */
    List<Change> changes() {
        return changes;
    }

    /** Some keys of each move, to find examples among their touchpoints. */
    List<Change> examples() {
        return moves.values().stream().flatMap(moved -> moved.examples.stream()).toList();
    }

    /** The channels of each move, by its number. */
    Map<Integer, List<ChannelPair>> directions() {
        Map<Integer, List<ChannelPair>> directions = new HashMap<>();
        moves.forEach((direction, moved) -> directions.put(moved.number, List.of(direction.from(), direction.to())));
        return directions;
    }

    /**
     * All that was counted.
     *
     * @param touchpoints all touchpoints there are
     * @param details what was counted over the changes
     */
    Preview preview(long touchpoints, PreviewStore.Details details, long comparedVersion) {
        List<Preview.Move> told = new ArrayList<>();
        moves.forEach((direction, moved) -> told.add(new Preview.Move(
                direction.from(),
                direction.to(),
                moved.touchpoints,
                details.peopleByMove().getOrDefault(moved.number, 0L),
                moved.keys,
                details.examplesByMove().getOrDefault(moved.number, List.of()))));
        told.sort(MoveOrder.MOST_TOUCHPOINTS_FIRST);
        List<Preview.RowHits> rows = new ArrayList<>();
        for (int row = 1; row <= lastRow; row++) {
            rows.add(new Preview.RowHits(row, rowKeys[row], rowTouchpoints[row]));
        }
        return new Preview(
                new Preview.Totals(touchpoints, changed, details.people(), keys, unmatched, unmapped),
                told,
                details.values(),
                rows,
                comparedVersion);
    }

    /** The draft was changed while it was being previewed. */
    static final class RulesChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RulesChanged() {
            super("the rules were changed while they were previewed");
        }
    }
}
