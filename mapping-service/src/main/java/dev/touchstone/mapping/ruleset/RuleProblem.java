package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * Why rules cannot be published.
 *
 * @param sheet which sheet; null for both
 * @param rowNumber position of the row, from 1 upwards; 0 for the sheet as a whole
 * @param column heading of the column; empty for the row as a whole
 * @param value the cell as it was written, at most its first {@value #MAX_VALUE_CHARACTERS} characters
 * @param reason upper snake case
 * @param message what is wrong and what to write instead
 * @param lineNumber line of the imported file on which the row begins, from 1 upwards; 0 where nothing was imported
 */
public record RuleProblem(
        @Nullable Sheet sheet,
        int rowNumber,
        String column,
        String value,
        String reason,
        String message,
        int lineNumber) {
    /** Longest value that is shown, in UTF-16 code units. */
    public static final int MAX_VALUE_CHARACTERS = 200;

    public RuleProblem {
        value = beginning(value);
    }

    /** What is wrong with a row; sheets that cannot be read have reasons of their own. */
    public enum Reason {
        /** The catalogue has no channel of that name. */
        UNKNOWN_CHANNEL,
        /** The channel has no subchannel of that name. */
        UNKNOWN_SUBCHANNEL,
        /** The channel or the subchannel is archived. */
        ARCHIVED_CHANNEL,
        /** Another rule of the channel has a subchannel, this one has none. */
        MISSING_SUBCHANNEL,
        /** A cell is not of the syntax, or names an unknown detector. */
        INVALID_CELL,
        /** The further conditions are not of the syntax. */
        INVALID_CONDITION,
        /** Neither a cell nor a further condition restricts the row. */
        NO_CONDITION,
        /** A row of nothing but {@code *} stands before one that is more special. */
        CATCH_ALL_NOT_LAST,
        /** A protected row does not have the cells any more that it had. */
        PROTECTED_ROW_CHANGED,
        /** A protected row is not there any more. */
        PROTECTED_ROW_MISSING,
        /** Neither a campaign type nor a further condition restricts the row. */
        MISSING_CAMPAIGN_TYPE,
        /** A campaign type is put in two places. */
        DUPLICATE_CAMPAIGN_TYPE,
        /** There are more rows than a rule set may have. */
        TOO_MANY_ROWS,
        /** More is wrong than is told. */
        TOO_MANY_PROBLEMS
    }

    /** The problem with the line of the file that was imported. */
    public RuleProblem atLine(int line) {
        return new RuleProblem(sheet, rowNumber, column, value, reason, message, line);
    }

    private static String beginning(String text) {
        if (text.length() <= MAX_VALUE_CHARACTERS) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_VALUE_CHARACTERS - 1));
        return text.substring(0, splitsPair ? MAX_VALUE_CHARACTERS - 1 : MAX_VALUE_CHARACTERS);
    }
}
