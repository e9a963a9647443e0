package dev.touchstone.testing.marketo.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An error in the body of an answer with HTTP 200, or the reason why a row was skipped.
 *
 * <p><b>Source:</b> Marketo, "Error Codes".
 */
public record ApiError(String code, String message) {
    /** Codes that do not count against the daily quota nor the rate: starred in Marketo's list. */
    private static final Set<String> FREE = Set.of("601", "602", "604", "605", "608", "611");

    private static final Map<String, String> MESSAGES = Map.ofEntries(
            Map.entry("601", "Access token invalid"),
            Map.entry("602", "Access token expired"),
            Map.entry("603", "Access denied"),
            Map.entry("604", "Request time-out"),
            Map.entry("605", "HTTP Method not supported"),
            Map.entry("606", "Max rate limit '100' exceeded with in '20' secs"),
            Map.entry("607", "Daily quota reached"),
            Map.entry("608", "API Temporarily Unavailable"),
            Map.entry("609", "Invalid JSON"),
            Map.entry("610", "Requested resource not found"),
            Map.entry("611", "System error"),
            Map.entry("612", "Invalid Content Type"),
            Map.entry("614", "Subscription is not available"),
            Map.entry("615", "Concurrent access limit reached"),
            Map.entry("703", "The feature is not enabled for the subscription"),
            Map.entry("713", "Transient error"),
            Map.entry("1003", "Invalid data"),
            Map.entry("1004", "Lead not found"),
            Map.entry("1005", "Lead already exists"),
            Map.entry("1007", "Multiple leads match the lookup criteria"),
            Map.entry("1010", "Partition update not allowed"),
            Map.entry("1013", "Object not found"),
            Map.entry("1022", "Object in use"),
            Map.entry("1027", "Max Activity Type Limit Reached"),
            Map.entry("1028", "Max field limit reached"),
            Map.entry("1029", "Too many jobs in queue"),
            Map.entry("1035", "Unsupported filter type for target subscription"),
            Map.entry("1049", "Failed to create activity, attributes array too long"),
            Map.entry("1080", "At most 25 leads can be merged in one call"));

    /** The error with Marketo's own sentence. */
    public static ApiError of(String code) {
        return new ApiError(code, MESSAGES.getOrDefault(code, "Error " + code));
    }

    /** True if Marketo does not charge for a call that ends with it. */
    public boolean isFree() {
        return FREE.contains(code);
    }

    /** As it stands in {@code errors} and {@code reasons}. */
    public Map<String, String> toJson() {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("code", code);
        json.put("message", message);
        return json;
    }
}
