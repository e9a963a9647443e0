package dev.touchstone.touchpoint.rule.check;

/**
 * Something that is wrong with a rule, or with a calculated field.
 *
 * @param path the place, in proto syntax: {@code rules[3].expression.groups[0].conditions[2].values[1]}
 * @param reason what kind of wrong
 * @param column in an expression that is a line of text, a name or a token: of the first character that is wrong, from 1
 *     upwards; 0 where it is the whole
 * @param message what was expected, and what came instead
 */
public record RuleProblem(String path, Reason reason, int column, String message) {
    /** Kinds of wrong. */
    public enum Reason {
        /** Is missing. */
        FIELD_REQUIRED,
        /** Has no meaning in this list. */
        FIELD_NOT_ALLOWED,
        /** Has too many characters. */
        FIELD_TOO_LONG,
        /** Has the character U+0000. */
        INVALID_TEXT,
        /** Is the name of another rule or field. */
        DUPLICATE_NAME,
        /** Cannot be a name. */
        INVALID_NAME,
        /** Is the name of a standard field. */
        NAME_OF_STANDARD_FIELD,
        /** Has too many elements. */
        TOO_MANY,
        /** Has too few elements. */
        TOO_FEW,
        /** Is in a table already. */
        DUPLICATE_VALUE,
        /** Cannot be read as text. */
        INVALID_SYNTAX,
        /** Is of no known enum value. */
        UNKNOWN_ENUM_VALUE,
        /** Names no known field. */
        UNKNOWN_FIELD,
        /** Names a field that the source computes (requirement, C12). */
        FORMULA_FIELD,
        /** Names a field of an object that the list does not look at. */
        FIELD_NOT_OF_LIST,
        /** Names a calculated field that stands behind the one that uses it. */
        FIELD_STANDS_BEHIND,
        /** Names a calculated field that maps values, which no other may use. */
        FIELD_MAPS_VALUES,
        /** Is a date token on a field that is neither time nor day. */
        NOT_A_DATE,
        /** Field, test and value do not fit. */
        WRONG_TYPE,
        /** Is more or fewer values than the test takes. */
        WRONG_NUMBER_OF_VALUES,
        /** Is a list without values, groups or conditions. */
        EMPTY_LIST,
        /** Is no RE2 expression. */
        BAD_REGEX,
        /** Is an expression with no capture group, or with several. */
        WRONG_NUMBER_OF_GROUPS,
        /** Is no decimal number. */
        INVALID_NUMBER,
        /** Is no day. */
        INVALID_DATE,
        /** Is beyond a limit. */
        OUT_OF_RANGE
    }

    /** The message with the column, if there is one. */
    public String description() {
        return column == 0 ? message : "column " + column + ": " + message;
    }
}
