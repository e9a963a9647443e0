package dev.touchstone.mapping.classify;

import java.util.List;

/**
 * One online row: it matches if all its cells match and, where there are groups, at least one of them holds.
 *
 * @param path where the row puts what it matches
 * @param cells its conditions as the sheet has them
 * @param note the eighth column; {@value #DO_NOT_REMOVE} protects the row
 * @param anyOf groups of further conditions; none for a row that the sheet can say in full
 */
public record ChannelRule(ChannelPath path, RuleCells cells, String note, List<ConditionGroup> anyOf) {
    /** The note of a row that belongs to the product. */
    public static final String DO_NOT_REMOVE = "Do Not Remove";

    public ChannelRule {
        anyOf = List.copyOf(anyOf);
    }

    /** A row that the sheet can say in full. */
    public ChannelRule(ChannelPath path, RuleCells cells, String note) {
        this(path, cells, note, List.of());
    }
}
