package dev.touchstone.mapping.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row ready to compare.
 *
 * @param match what the row answers
 * @param columns the headings of its cells that are not empty, left to right
 * @param cells those cells
 * @param groups of further conditions; none for a row that the sheet can say in full
 */
record CompiledRow(
        ChannelMatch.Matched match, List<Column> columns, List<CompiledCondition> cells, List<CompiledGroup> groups) {
    CompiledRow {
        columns = List.copyOf(columns);
        cells = List.copyOf(cells);
        groups = List.copyOf(groups);
    }

    static CompiledRow of(int rowNumber, ChannelRule rule) {
        List<Column> columns = RuleCells.COLUMNS.stream()
                .filter(column -> !rule.cells().cell(column).isEmpty())
                .toList();
        List<CompiledCondition> cells = columns.stream()
                .map(column -> CompiledCondition.ofCell(column, rule.cells().cell(column)))
                .toList();
        return new CompiledRow(new ChannelMatch.Matched(rule.path(), rowNumber), columns, cells, groups(rule.anyOf()));
    }

    static CompiledRow of(int rowNumber, OfflineRule rule) {
        boolean any = rule.campaignType().isEmpty();
        return new CompiledRow(
                new ChannelMatch.Matched(rule.path(), rowNumber),
                any ? List.of() : List.of(Column.CAMPAIGN_TYPE),
                any ? List.of() : List.of(CompiledCondition.ofCampaignType(rule.campaignType())),
                groups(rule.anyOf()));
    }

    private static List<CompiledGroup> groups(List<ConditionGroup> groups) {
        return groups.stream().map(CompiledGroup::of).toList();
    }

    int rowNumber() {
        return match.rowNumber();
    }

    boolean matches(FoldedKey key) {
        // By index: iterators would be most of the garbage of a classification.
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).holds(key)) {
                return false;
            }
        }
        return groups.isEmpty() || anyHolds(key);
    }

    private boolean anyHolds(FoldedKey key) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).holds(key)) {
                return true;
            }
        }
        return false;
    }

    /** The first cell, left to right and then the groups, that does not match; empty if the row does. */
    Optional<CellOutcome> firstMismatch(FoldedKey key) {
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).holds(key)) {
                return Optional.of(outcome(i, key));
            }
        }
        return groups.isEmpty() || anyHolds(key)
                ? Optional.empty()
                : Optional.of(groups.getFirst().failed(key));
    }

    /** The cells, left to right and then the first group that holds, of a row that matches. */
    List<CellOutcome> matched(FoldedKey key) {
        List<CellOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            outcomes.add(outcome(i, key));
        }
        Stream<CompiledGroup> holding = groups.stream().filter(group -> group.holds(key));
        holding.findFirst().ifPresent(group -> outcomes.add(group.held(key)));
        return outcomes;
    }

    private CellOutcome outcome(int cell, FoldedKey key) {
        CompiledCondition compared = cells.get(cell);
        return new CellOutcome(columns.get(cell), compared.written(), compared.value(key));
    }
}
