package dev.touchstone.mapping.rulediff;

import java.util.List;

/**
 * How one row differs.
 *
 * @param type how
 * @param rowBefore its number in the earlier rule set, from 1 upwards; 0 for an added row
 * @param rowAfter its number in the later rule set, from 1 upwards; 0 for a removed row
 * @param columns headings of the columns in which they differ, left to right; for changed rows
 */
public record RuleDifference(Type type, int rowBefore, int rowAfter, List<String> columns) {
    public RuleDifference {
        columns = List.copyOf(columns);
    }

    /** How a row may differ. */
    public enum Type {
        /** It is only in the later one. */
        ADDED,
        /** It is only in the earlier one. */
        REMOVED,
        /** It is in both, at the same place among the rows they share, with other cells. */
        CHANGED,
        /** It is in both, and stands before or after others than it did. */
        MOVED
    }
}
