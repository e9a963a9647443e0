package dev.touchstone.salessync.marketo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts codes and statuses into the classes of {@link MarketoError}. Pure.
 *
 * <p><b>Source:</b> Marketo, "Error Codes". The body decides, the HTTP status only where there is no body of Marketo's.
 */
final class MarketoErrors {
    private static final Pattern QUOTED_NAME = Pattern.compile("'([A-Za-z0-9_]+)'");

    private MarketoErrors() {}

    /**
     * The class of an error in the body.
     *
     * @param code as Marketo sends it, digits in quotes
     * @param message Marketo's message; only a field name is taken from it
     */
    static MarketoError ofCode(String code, String message) {
        return switch (code) {
            case "601", "602", "603" -> new MarketoError.Refused(code);
            case "604" -> new MarketoError.TimedOut();
            case "606" -> new MarketoError.RateExceeded();
            case "607" -> new MarketoError.QuotaUsedUp();
            case "615" -> new MarketoError.TooConcurrent();
            case "605", "609", "610", "612", "613", "616" -> new MarketoError.Permanent(code);
            case "713" -> new MarketoError.Unreachable("code 713");
            case "1003" -> new MarketoError.TooManyMatches();
            case "1006", "1011" -> new MarketoError.UnknownField(fieldName(message));
            default ->
                code.matches("6[0-9]{2}")
                        ? new MarketoError.Unreachable("code " + code)
                        : new MarketoError.Permanent(code.matches("[0-9]{3,4}") ? code : "unknown code");
        };
    }

    /** The class of an HTTP status other than 200. */
    static MarketoError ofStatus(int status) {
        if (status == 408 || status == 429 || status >= 500) {
            return new MarketoError.Unreachable("HTTP " + status);
        }
        return new MarketoError.Permanent("HTTP " + status);
    }

    private static Optional<String> fieldName(String message) {
        Matcher quoted = QUOTED_NAME.matcher(message);
        return quoted.find() ? Optional.of(quoted.group(1)) : Optional.empty();
    }
}
