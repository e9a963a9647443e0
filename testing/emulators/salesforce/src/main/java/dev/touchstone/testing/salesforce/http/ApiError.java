package dev.touchstone.testing.salesforce.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One error of an answer.
 *
 * @param errorCode Salesforce's name for it
 * @param message what it says
 * @param fields the fields it concerns; empty if the error is none of a record
 * @param more further members
 */
public record ApiError(String errorCode, String message, Optional<List<String>> fields, Map<String, Object> more) {
    public ApiError {
        fields = fields.map(List::copyOf);
        more = Map.copyOf(more);
    }

    /** An error that is none of a record. */
    public ApiError(String errorCode, String message) {
        this(errorCode, message, Optional.empty(), Map.of());
    }

    /** An error of a record. */
    public static ApiError ofRecord(String errorCode, String message, List<String> fields) {
        return new ApiError(errorCode, message, Optional.of(fields), Map.of());
    }

    /** The same with one further member. */
    public ApiError with(String name, Object value) {
        return new ApiError(errorCode, message, fields, Map.of(name, value));
    }

    /** As it stands in the array of errors that a refused call is answered with. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message", message);
        json.put("errorCode", errorCode);
        fields.ifPresent(names -> json.put("fields", names));
        json.putAll(more);
        return json;
    }
}
