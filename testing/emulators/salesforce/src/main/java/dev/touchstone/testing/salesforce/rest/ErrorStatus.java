package dev.touchstone.testing.salesforce.rest;

import java.util.Map;

/**
 * The HTTP status that goes with an error code.
 *
 * <p><b>Source:</b> Salesforce, "Status Codes and Error Responses".
 */
public final class ErrorStatus {
    private static final int BAD_REQUEST = 400;
    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("INVALID_SESSION_ID", 401),
            Map.entry("INVALID_AUTH_HEADER", 401),
            Map.entry("REQUEST_LIMIT_EXCEEDED", 403),
            Map.entry("API_DISABLED_FOR_ORG", 403),
            Map.entry("API_CURRENTLY_DISABLED", 403),
            Map.entry("FUNCTIONALITY_NOT_ENABLED", 403),
            Map.entry("INSUFFICIENT_ACCESS_OR_READONLY", 403),
            Map.entry("NOT_FOUND", 404),
            Map.entry("INVALID_CROSS_REFERENCE_KEY", 404),
            Map.entry("ENTITY_IS_DELETED", 404),
            Map.entry("METHOD_NOT_ALLOWED", 405),
            Map.entry("NOT_ACCEPTABLE", 406),
            Map.entry("UNSUPPORTED_API_VERSION", 410),
            Map.entry("ENTITY_MODIFIED", 412),
            Map.entry("UNKNOWN_EXCEPTION", 500),
            Map.entry("SERVER_UNAVAILABLE", 503));

    private ErrorStatus() {}

    /** The status of a code, 400 if nothing else is known. */
    public static int of(String errorCode) {
        return STATUS.getOrDefault(errorCode, BAD_REQUEST);
    }
}
