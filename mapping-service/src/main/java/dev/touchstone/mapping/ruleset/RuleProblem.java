package dev.touchstone.mapping.ruleset;

/**
 * Why a rule set cannot be installed.
 *
 * @param rowNumber position of the row, from 1 upwards
 * @param column heading of the column
 * @param reason upper snake case
 * @param message what is wrong and what to write instead
 */
public record RuleProblem(int rowNumber, String column, Reason reason, String message) {
    /** What is wrong with a row. */
    public enum Reason {
        /** The catalogue has no channel of that name. */
        UNKNOWN_CHANNEL,
        /** The channel has no subchannel of that name. */
        UNKNOWN_SUBCHANNEL,
        /** Another rule of the channel has a subchannel, this one has none. */
        MISSING_SUBCHANNEL,
        /** A cell is not of the syntax, or names an unknown detector. */
        INVALID_CELL,
        /** No cell restricts the row. */
        NO_CONDITION,
        /** A row of nothing but {@code *} stands before one that is more special. */
        CATCH_ALL_NOT_LAST,
        /** A campaign type is empty. */
        MISSING_CAMPAIGN_TYPE,
        /** A campaign type is put in two places. */
        DUPLICATE_CAMPAIGN_TYPE
    }
}
