package dev.touchstone.testing.marketo;

import java.util.Map;
import java.util.Set;

/**
 * An error in the body of an answer with HTTP 200.
 *
 * <p><b>Source:</b> Marketo, "Error Codes".
 */
record ApiError(String code, String message) {
    /** Codes that do not count against the daily quota: starred in Marketo's list. */
    private static final Set<String> FREE = Set.of("601", "602", "604", "605", "608", "611");

    private static final Map<String, String> MESSAGES = Map.ofEntries(
            Map.entry("601", "Access token invalid"),
            Map.entry("602", "Access token expired"),
            Map.entry("603", "Access denied"),
            Map.entry("604", "Request time-out"),
            Map.entry("606", "Max rate limit '100' exceeded with in '20' secs"),
            Map.entry("607", "Daily quota reached"),
            Map.entry("608", "API Temporarily Unavailable"),
            Map.entry("610", "Requested resource not found"),
            Map.entry("611", "System error"),
            Map.entry("614", "Subscription is not available"),
            Map.entry("615", "Concurrent access limit reached"));

    static ApiError of(String code) {
        return new ApiError(code, MESSAGES.getOrDefault(code, "Error " + code));
    }

    boolean isFree() {
        return FREE.contains(code);
    }

    Map<String, String> toJson() {
        return Map.of("code", code, "message", message);
    }
}
