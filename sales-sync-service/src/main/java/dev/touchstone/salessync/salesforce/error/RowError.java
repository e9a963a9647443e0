package dev.touchstone.salessync.salesforce.error;

import dev.touchstone.salessync.diagnostic.Redaction;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why Salesforce did not take one row, or one call about one record. Pure.
 *
 * @param code upper snake case
 * @param words the organisation's own message, as a dead letter shows it; personal data is taken out of it here
 * @param fields API names of the fields it is about; may be empty
 * @param verdict what to do about it
 */
public record RowError(String code, String words, List<String> fields, Verdict verdict) {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,60}");

    public RowError {
        words = Redaction.of(words);
        fields = List.copyOf(fields);
    }

    /**
     * The error that the code of a row is.
     *
     * @param code as Salesforce sends it; one of another shape becomes {@code UNKNOWN_CODE}
     */
    public static RowError of(String code, String message, List<String> fields) {
        String word = word(code);
        return new RowError(word, message, fields, ErrorTable.ofCode(word, message));
    }

    /** The error that the code of a whole call is, which came with an HTTP status. */
    public static RowError ofCall(int status, String code, String message, List<String> fields) {
        String word = word(code);
        return new RowError(word, message, fields, ErrorTable.ofAnswer(status, word, message));
    }

    private static String word(String code) {
        return CODE.matcher(code).matches() ? code : "UNKNOWN_CODE";
    }
}
