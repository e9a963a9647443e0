package dev.touchstone.mapping.sheet;

/**
 * What is wrong with the form of a sheet.
 *
 * @param rowNumber position of the row, counted from the first row of the rule set; 0 for the sheet as a whole
 * @param lineNumber line of the file, from 1 upwards, on which the row begins; 0 for the sheet as a whole
 * @param column heading of the column; empty for the row or the sheet as a whole
 * @param value the cell as it was written, at most its first {@value #MAX_VALUE_CHARACTERS} characters
 * @param message what is wrong and what was expected, in one sentence
 */
public record SheetProblem(
        SheetKind sheet, int rowNumber, int lineNumber, String column, String value, Reason reason, String message) {
    /** Longest value that is shown, in UTF-16 code units. */
    public static final int MAX_VALUE_CHARACTERS = 200;

    public SheetProblem {
        value = beginning(value);
    }

    /** What is wrong with a sheet. */
    public enum Reason {
        /** The sheet, or a line of it, cannot be read at all. */
        INVALID_SHEET,
        /** A row has fields beyond the last column, or too few to say anything. */
        WRONG_FIELD_COUNT,
        /** There are more rows than a rule set may have. */
        TOO_MANY_ROWS,
        /** A cell holds what no cell may hold. */
        INVALID_CELL,
        /** The cell of further conditions is not of the syntax. */
        INVALID_CONDITION
    }

    private static String beginning(String text) {
        if (text.length() <= MAX_VALUE_CHARACTERS) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_VALUE_CHARACTERS - 1));
        return text.substring(0, splitsPair ? MAX_VALUE_CHARACTERS - 1 : MAX_VALUE_CHARACTERS);
    }
}
