package dev.touchstone.mapping.classify;

/**
 * One row of the online sheet.
 *
 * @param path where the row puts what it matches
 * @param cells its conditions
 * @param note the eighth column; {@value #DO_NOT_REMOVE} protects the row
 */
public record ChannelRule(ChannelPath path, RuleCells cells, String note) {
    /** The note of a row that belongs to the product. */
    public static final String DO_NOT_REMOVE = "Do Not Remove";
}
