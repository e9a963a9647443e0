package dev.touchstone.mapping.sheet;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from calculating cells: one that would begin a formula is written behind an apostrophe, which is taken off when the
 * sheet comes back. A cell that has apostrophes there of its own gets one more, so that every text comes back as it was.
 *
 * <p><b>Source:</b> OWASP, "CSV Injection".
 */
final class FormulaGuard {
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r]");
    private static final Pattern GUARDED = Pattern.compile("'+[=+\\-@\\t\\r]");

    private FormulaGuard() {}

    /** The text of a cell as it is written. */
    static String guard(String text) {
        return FORMULA.matcher(text).lookingAt() ? "'" + text : text;
    }

    /** The text of a cell that was written so. */
    static String plain(String cell) {
        return GUARDED.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }
}
