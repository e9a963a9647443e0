package dev.touchstone.mapping.lint;

/**
 * Something about a row that is allowed and probably not meant.
 *
 * @param rowNumber position of the row, from 1 upwards
 * @param otherRowNumber the other row of the finding; 0 for none
 * @param message the finding in one sentence
 */
public record RuleFinding(int rowNumber, Type type, int otherRowNumber, String message) {
    /** Kinds of findings. */
    public enum Type {
        /** Every key that the row matches is matched by one earlier row, the other one: it decides nothing. */
        SHADOWED,
        /** An earlier row, the other one, has the same conditions. */
        DUPLICATE,
        /** The row asks for nothing but that values are there, and stands before a more special row, the other one. */
        CATCH_ALL_NOT_LAST,
        /** The row is of an organic or social detector, and one of a paid one, the other row, comes after it. */
        PAID_AFTER_ORGANIC,
        /** Other rows of the channel have a subchannel, this one has none. */
        MISSING_SUBCHANNEL,
        /** The row puts what it matches into the channel {@code NULL}. */
        MAPPED_TO_NULL,
        /** The row can match no key at all. */
        CONTRADICTORY
    }
}
