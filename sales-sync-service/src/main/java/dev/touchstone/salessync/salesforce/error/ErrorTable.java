package dev.touchstone.salessync.salesforce.error;

import dev.touchstone.salessync.remote.ErrorClass;
import dev.touchstone.salessync.salesforce.error.Verdict.Action;
import dev.touchstone.salessync.salesforce.error.Verdict.Category;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What each code of Salesforce's means to the sync, of a whole call or of one row; and each HTTP status where there is no code. Pure.
 *
 * <p><b>Source:</b> Salesforce, "Status Codes and Error Responses" of the REST API and "Core Data Types Used in API Calls", status codes. A
 * few codes have two meanings, which only the message tells apart.
 */
public final class ErrorTable {
    private static final Verdict DEAD = new Verdict(ErrorClass.ROW, Category.ACCESS_VALIDATION, Action.DEAD_LETTER);
    private static final Verdict BACKOFF = new Verdict(ErrorClass.TRANSIENT, Category.INTERMITTENT, Action.RETRY);
    private static final Verdict FIELDS =
            new Verdict(ErrorClass.DRIFT, Category.ACCESS_VALIDATION, Action.REFRESH_FIELDS);
    private static final Verdict RESOLVE = new Verdict(ErrorClass.IDENTITY, Category.IDENTITY, Action.RESOLVE_RECORD);
    private static final Verdict BLOCKED = new Verdict(ErrorClass.CONFIG, Category.ACCESS, Action.BLOCK_CONNECTION);
    private static final Verdict NOT_CONNECTED =
            new Verdict(ErrorClass.AUTH, Category.AUTHENTICATION, Action.WAIT_FOR_CONNECTION);
    private static final Verdict CURSOR =
            new Verdict(ErrorClass.TRANSIENT, Category.INTERMITTENT, Action.RESTART_AT_KEYSET);
    private static final Verdict HALVE = new Verdict(ErrorClass.SIZE, Category.OTHER, Action.HALVE);
    private static final Verdict CROWDED =
            new Verdict(ErrorClass.PACE, Category.INTERMITTENT, Action.LOWER_CONCURRENCY);
    private static final Verdict BUG = new Verdict(ErrorClass.BUG, Category.OTHER, Action.DEAD_LETTER);
    private static final Verdict UNKNOWN =
            new Verdict(ErrorClass.PERMANENT, Category.OTHER, Action.RETRY_THEN_DEAD_LETTER);
    private static final Verdict RETIRED = new Verdict(ErrorClass.CONFIG, Category.OTHER, Action.RAISE_VERSION);

    private static final Map<String, Verdict> BY_CODE = byCode();
    private static final Map<Integer, Verdict> BY_STATUS = byStatus();

    private ErrorTable() {}

    /**
     * The verdict on a code.
     *
     * @param code as Salesforce sends it, upper snake case
     * @param message Salesforce's message; looked at for the codes with two meanings only
     */
    public static Verdict ofCode(String code, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return switch (code) {
            case "REQUEST_LIMIT_EXCEEDED" -> text.contains("concurrent") ? CROWDED : known(code);
            case "INVALID_FIELD", "INVALID_TYPE", "MALFORMED_QUERY" -> isTimeout(text) ? BACKOFF : known(code);
            case "INVALID_SESSION_ID", "FORBIDDEN" -> isConfiguration(text) ? BLOCKED : known(code);
            default -> known(code);
        };
    }

    /** The verdict on an HTTP status without a code of Salesforce's. */
    public static Verdict ofStatus(int status) {
        Verdict fallback = status >= 500 ? BACKOFF : BUG;
        return BY_STATUS.getOrDefault(status, fallback);
    }

    /**
     * The verdict on a code that came with an HTTP status: for codes that are not in the table, a status that means one thing only says it
     * too.
     */
    static Verdict ofAnswer(int status, String code, String message) {
        boolean vague = status <= 404 || status == 500;
        return BY_CODE.containsKey(code) || vague ? ofCode(code, message) : BY_STATUS.getOrDefault(status, UNKNOWN);
    }

    private static Verdict known(String code) {
        return BY_CODE.getOrDefault(code, UNKNOWN);
    }

    private static boolean isTimeout(String text) {
        return text.contains("timed out") || text.contains("timeout");
    }

    /** Salesforce says 401 and 403 also of sessions that are good, but not for this. */
    private static boolean isConfiguration(String text) {
        return text.contains("not valid for use with the rest api") || text.contains("app is not attached");
    }

    private static Map<String, Verdict> byCode() {
        Map<String, Verdict> table = new HashMap<>();
        put(table, FIELDS, "MALFORMED_QUERY", "INVALID_TYPE", "INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE");
        put(table, DEAD, "REQUIRED_FIELD_MISSING", "FIELD_CUSTOM_VALIDATION_EXCEPTION");
        put(table, DEAD, "FIELD_FILTER_VALIDATION_EXCEPTION", "FIELD_INTEGRITY_EXCEPTION", "STRING_TOO_LONG");
        put(table, DEAD, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
        put(table, DEAD, "INSUFFICIENT_ACCESS_OR_READONLY", "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY");
        put(table, DEAD, "ENTITY_IS_LOCKED", "TXN_SECURITY_NO_ACCESS", "DUPLICATE_VALUE", "INVALID_EMAIL_ADDRESS");
        put(table, BLOCKED, "API_CURRENTLY_DISABLED", "API_DISABLED_FOR_ORG", "FORBIDDEN", "FUNCTIONALITY_NOT_ENABLED");
        put(table, auth(Action.RENEW_SESSION), "INVALID_SESSION_ID", "INVALID_AUTH_HEADER");
        put(table, NOT_CONNECTED, "AUTHENTICATION_FAILURE", "EXPIRED_ACCESS", "INACTIVE_ORGANIZATION");
        put(table, NOT_CONNECTED, "INACTIVE_USER", "INVALID_GRANT", "invalid_grant");
        put(table, new Verdict(ErrorClass.QUOTA, Category.INTERMITTENT, Action.PARK), "REQUEST_LIMIT_EXCEEDED");
        // Counts as a try of the row: whoever holds its parent may never let go.
        put(table, new Verdict(ErrorClass.ROW, Category.INTERMITTENT, Action.RETRY_LOCKED), "UNABLE_TO_LOCK_ROW");
        put(table, passing(Action.HALVE), "QUERY_TIMEOUT");
        put(table, BACKOFF, "SERVER_UNAVAILABLE", "FAILED_WRITE");
        put(table, passing(Action.WAIT_FOR_MAINTENANCE), "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE");
        put(table, RESOLVE, "NOT_FOUND", "ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY");
        put(table, identity(Action.USE_CONVERTED_CONTACT), "CANNOT_UPDATE_CONVERTED_LEAD");
        put(
                table,
                new Verdict(ErrorClass.ROW, Category.ACCESS_VALIDATION, Action.ALLOW_DUPLICATES),
                "DUPLICATES_DETECTED");
        put(table, CURSOR, "INVALID_QUERY_LOCATOR", "INVALID_BATCH", "INVALID_BATCH_SIZE");
        put(table, HALVE, "EXCEEDED_ID_LIMIT", "URI_TOO_LONG", "QUERY_TOO_COMPLICATED");
        put(table, identity(Action.COMPARE_IDS), "INVALID_REPLICATION_DATE");
        put(table, BUG, "JSON_PARSER_ERROR", "UNSUPPORTED_MEDIA_TYPE", "METHOD_NOT_ALLOWED", "INVALID_ID_FIELD");
        put(table, UNKNOWN, "UNKNOWN_EXCEPTION");
        put(table, new Verdict(ErrorClass.CONFIG, Category.OTHER, Action.STOP_KEY), "DUPLICATE_EXTERNAL_ID");
        put(table, RETIRED, "UNSUPPORTED_API_VERSION");
        return Map.copyOf(table);
    }

    private static Map<Integer, Verdict> byStatus() {
        Map<Integer, Verdict> table = new HashMap<>();
        table.put(300, new Verdict(ErrorClass.CONFIG, Category.OTHER, Action.STOP_KEY));
        table.put(401, auth(Action.RENEW_SESSION));
        table.put(403, BLOCKED);
        table.put(404, RESOLVE);
        table.put(410, RETIRED);
        table.put(412, new Verdict(ErrorClass.NOTHING, Category.OTHER, Action.READ_AGAIN));
        table.put(413, HALVE);
        table.put(414, HALVE);
        table.put(431, HALVE);
        for (int hurried : new int[] {406, 408, 420, 429}) {
            table.put(hurried, BACKOFF);
        }
        return Map.copyOf(table);
    }

    private static Verdict auth(Action action) {
        return new Verdict(ErrorClass.AUTH, Category.AUTHENTICATION, action);
    }

    private static Verdict passing(Action action) {
        return new Verdict(ErrorClass.TRANSIENT, Category.INTERMITTENT, action);
    }

    private static Verdict identity(Action action) {
        return new Verdict(ErrorClass.IDENTITY, Category.IDENTITY, action);
    }

    private static void put(Map<String, Verdict> table, Verdict verdict, String... codes) {
        for (String code : codes) {
            table.put(code, verdict);
        }
    }
}
