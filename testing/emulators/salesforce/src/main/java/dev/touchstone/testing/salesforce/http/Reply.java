package dev.touchstone.testing.salesforce.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an end point answers.
 *
 * @param status HTTP status
 * @param headers further headers
 * @param type content type
 * @param text the body
 * @param outcome how the truth log calls it: {@code ok}, an error code, {@code HTTP 404}
 */
public record Reply(int status, Map<String, String> headers, String type, String text, String outcome) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_ERROR = 400;
    private static final String JSON_TYPE = "application/json;charset=UTF-8";

    public Reply {
        headers = new LinkedHashMap<>(headers);
    }

    /** HTTP 200 with a body of JSON. */
    public static Reply json(Object body) {
        return json(200, body);
    }

    /** A body of JSON. */
    public static Reply json(int status, Object body) {
        try {
            return text(status, JSON_TYPE, JSON.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer cannot be written as JSON", impossible);
        }
    }

    /** HTTP 204. */
    public static Reply noContent() {
        return status(204);
    }

    /** A status without a body. */
    public static Reply status(int status) {
        return text(status, JSON_TYPE, "");
    }

    /** A body of any text, in UTF-8. */
    public static Reply text(int status, String type, String text) {
        return new Reply(status, Map.of(), type, text, status < FIRST_ERROR ? "ok" : "HTTP " + status);
    }

    /** The same with one more header. */
    public Reply withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Reply(status, all, type, text, outcome);
    }

    /** The same, called so by the truth log. */
    public Reply called(String other) {
        return new Reply(status, headers, type, text, other);
    }
}
