package dev.touchstone.salessync.marketo;

import dev.touchstone.salessync.remote.ErrorClass;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns codes and statuses of whole calls into {@link MarketoError}s. Pure. The body decides, the HTTP status only where there is
 * no body of Marketo's.
 */
final class MarketoErrors {
    private static final Pattern QUOTED_NAME = Pattern.compile("'([A-Za-z0-9_]+)'");

    private MarketoErrors() {}

    /**
     * What the call was.
     *
     * @param write true if it changes something
     * @param permission what the API user needs for it
     */
    record Attempt(boolean write, String permission) {
        static final Attempt READ_LEADS = new Attempt(false, "Read-Only Lead");

        /** The permission that a path needs, by the names of Marketo's administration. */
        static Attempt of(String path, boolean write) {
            if (path.startsWith("/rest/v1/activities/external/")) {
                return new Attempt(write, write ? "Read-Write Activity Metadata" : "Read-Only Activity Metadata");
            }
            if (path.startsWith("/rest/v1/activities")) {
                return new Attempt(write, write ? "Read-Write Activity" : "Read-Only Activity");
            }
            return new Attempt(write, "Read-Only Lead");
        }
    }

    /**
     * The error that a code in the body is.
     *
     * @param code as Marketo sends it, digits in quotes
     * @param message Marketo's message; only a field name and the guise of 1029 are taken from it
     * @param now for the end of the day
     */
    static MarketoError ofCode(String code, String message, Attempt attempt, Instant now) {
        Verdict verdict = CodeTable.of(code, message, attempt.write());
        return switch (verdict.action()) {
            case RENEW_TOKEN -> new MarketoError.Refused(code);
            case BLOCK -> new MarketoError.Refused(code, attempt.permission());
            case WAIT_FOR_WINDOW -> new MarketoError.RateExceeded();
            case LOWER_CONCURRENCY -> new MarketoError.TooConcurrent();
            case PARK -> new MarketoError.QuotaUsedUp(true, QuotaDay.resetAfter(now), QuotaDay.probeAfter(now));
            case RETRY, RETRY_LONG, HALVE -> passing(code, attempt);
            case RETRY_THEN_SPLIT -> new MarketoError.SystemError(code);
            case REFRESH_FIELDS -> new MarketoError.UnknownField(fieldName(message));
            case FEATURE_OFF -> new MarketoError.FeatureOff(code);
            case NEXT_WAY ->
                verdict.kind() == ErrorClass.QUOTA
                        ? new MarketoError.ExportQuotaUsedUp()
                        : new MarketoError.FeatureOff(code);
            case WAIT_A_MINUTE -> new MarketoError.ExportQueueFull();
            case BLOCK_SCHEMA -> new MarketoError.SchemaFull(code);
            case TREAT_AS_DONE ->
                code.equals("1029")
                        ? new MarketoError.ExportAlreadyQueued()
                        : new MarketoError.Permanent(code, verdict.kind());
            case RESOLVE_ALIAS, USE_ID, REMOVE_DUPLICATES, SHORTEN_TEXT, EMPTY_RESULT, DEAD_LETTER ->
                new MarketoError.Permanent(code.matches("[0-9]{3,4}") ? code : "unknown code", verdict.kind());
        };
    }

    private static MarketoError passing(String code, Attempt attempt) {
        return switch (code) {
            case "604" -> new MarketoError.TimedOut(attempt.write());
            case "1003" -> new MarketoError.TooManyMatches();
            default -> MarketoError.Unreachable.read("code " + code);
        };
    }

    /** The error that an HTTP status other than 200 is. */
    static MarketoError ofStatus(int status, Attempt attempt) {
        if (status == 413 || status == 414) {
            return new MarketoError.TooLarge("HTTP " + status);
        }
        if (status >= 500) {
            return new MarketoError.Unreachable("HTTP " + status, attempt.write());
        }
        // A proxy that is in a hurry itself; Marketo has no such statuses.
        if (status == 408 || status == 429) {
            return MarketoError.Unreachable.read("HTTP " + status);
        }
        return new MarketoError.Permanent("HTTP " + status);
    }

    private static Optional<String> fieldName(String message) {
        Matcher quoted = QUOTED_NAME.matcher(message);
        return quoted.find() ? Optional.of(quoted.group(1)) : Optional.empty();
    }
}
