package dev.touchstone.salessync.marketo;

import dev.touchstone.salessync.marketo.Verdict.Action;
import dev.touchstone.salessync.remote.ErrorClass;
import java.util.Locale;

/**
 * What each code of Marketo's means to the sync: of a whole call, or of one row. Pure.
 *
 * <p><b>Source:</b> Marketo, "Error Codes". The code decides and never the HTTP status class: a status below 500 is repeated only
 * where the table says so. Code 1029 has three meanings, which only the message tells apart.
 */
public final class CodeTable {
    private CodeTable() {}

    /**
     * The verdict on a code.
     *
     * @param code as Marketo sends it, digits in quotes
     * @param message Marketo's message; looked at for 1029 only
     * @param write true if the call changes something
     */
    public static Verdict of(String code, String message, boolean write) {
        return switch (code) {
            case "601", "602" -> verdict(ErrorClass.AUTH, Action.RENEW_TOKEN);
            case "603" -> verdict(ErrorClass.AUTH, Action.BLOCK);
            case "604" -> verdict(ErrorClass.TRANSIENT, write ? Action.RETRY : Action.HALVE);
            case "606" -> verdict(ErrorClass.PACE, Action.WAIT_FOR_WINDOW);
            case "607" -> verdict(ErrorClass.QUOTA, Action.PARK);
            case "615" -> verdict(ErrorClass.PACE, Action.LOWER_CONCURRENCY);
            case "608", "713" -> verdict(ErrorClass.TRANSIENT, Action.RETRY);
            case "611" -> verdict(ErrorClass.TRANSIENT, Action.RETRY_THEN_SPLIT);
            case "614" -> verdict(ErrorClass.TRANSIENT, Action.RETRY_LONG);
            case "605", "609", "610", "612", "613", "701", "704" -> verdict(ErrorClass.BUG, Action.DEAD_LETTER);
            case "616", "703", "1018" -> verdict(ErrorClass.CONFIG, Action.FEATURE_OFF);
            case "702" -> verdict(ErrorClass.NOTHING, Action.EMPTY_RESULT);
            default -> code.matches("10[0-9]{2}") ? ofRecord(code, message, write) : ofUnknown(code);
        };
    }

    /** Codes 1001 to 1099, which are about records. */
    private static Verdict ofRecord(String code, String message, boolean write) {
        return switch (code) {
            case "1001", "1002", "1008", "1009", "1010" -> verdict(ErrorClass.ROW, Action.DEAD_LETTER);
            case "1003" -> write ? verdict(ErrorClass.ROW, Action.DEAD_LETTER) : verdict(ErrorClass.SIZE, Action.HALVE);
            case "1004" -> verdict(ErrorClass.IDENTITY, Action.RESOLVE_ALIAS);
            case "1005" -> verdict(ErrorClass.IDENTITY, Action.TREAT_AS_DONE);
            case "1006", "1011" -> verdict(ErrorClass.DRIFT, Action.REFRESH_FIELDS);
            case "1007" -> verdict(ErrorClass.IDENTITY, Action.USE_ID);
            case "1013", "1035" -> verdict(ErrorClass.CONFIG, Action.NEXT_WAY);
            case "1016" -> verdict(ErrorClass.PACE, Action.WAIT_A_MINUTE);
            case "1019", "1022" -> verdict(ErrorClass.ROW, Action.RETRY);
            case "1027", "1028" -> verdict(ErrorClass.CONFIG, Action.BLOCK_SCHEMA);
            case "1029" -> ofExport(message.toLowerCase(Locale.ROOT));
            case "1036" -> verdict(ErrorClass.ROW, Action.REMOVE_DUPLICATES);
            case "1037" -> verdict(ErrorClass.ROW, Action.DEAD_LETTER);
            case "1049" -> verdict(ErrorClass.ROW, Action.SHORTEN_TEXT);
            default -> verdict(ErrorClass.PERMANENT, Action.DEAD_LETTER);
        };
    }

    /** A message that says none of the three is waited out: a full queue is the one that passes by itself. */
    private static Verdict ofExport(String message) {
        if (message.contains("already queued")) {
            return Verdict.NOTHING;
        }
        return message.contains("quota")
                ? verdict(ErrorClass.QUOTA, Action.NEXT_WAY)
                : verdict(ErrorClass.PACE, Action.WAIT_A_MINUTE);
    }

    private static Verdict ofUnknown(String code) {
        return code.matches("6[0-9]{2}")
                ? verdict(ErrorClass.TRANSIENT, Action.RETRY_THEN_SPLIT)
                : verdict(ErrorClass.PERMANENT, Action.DEAD_LETTER);
    }

    private static Verdict verdict(ErrorClass kind, Action action) {
        return new Verdict(kind, action);
    }
}
