package dev.touchstone.testing.marketo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.testing.emulator.http.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a call asks for, refused in Marketo's words where it is missing or wrong. */
public final class Arguments {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Arguments() {}

    /** A number in the path; anything else is refused as a resource that is not there. */
    public static long idInPath(Request request, String name) throws ApiRefusal {
        try {
            return Long.parseLong(request.variable(name));
        } catch (NumberFormatException notANumber) {
            throw new ApiRefusal("610");
        }
    }

    /** A parameter that has to be there. */
    public static String required(Request request, String name) throws ApiRefusal {
        return request.parameter(name)
                .orElseThrow(() -> new ApiRefusal("1002", "Missing value for the required parameter '" + name + "'"));
    }

    /** A whole number within bounds. */
    public static int number(Request request, String name, int fallback, int min, int max) throws ApiRefusal {
        Optional<String> asked = request.parameter(name);
        if (asked.isEmpty()) {
            return fallback;
        }
        int value;
        try {
            value = Integer.parseInt(asked.get());
        } catch (NumberFormatException notANumber) {
            throw new ApiRefusal("1001", "Invalid value '" + asked.get() + "'. Required of type 'Integer'");
        }
        if (value < min || value > max) {
            throw new ApiRefusal("1003", name + " must be " + min + " to " + max);
        }
        return value;
    }

    /** The body as a JSON object. */
    public static JsonNode json(Request request) throws ApiRefusal {
        if (!request.hasType("application/json")) {
            throw new ApiRefusal("612");
        }
        try {
            JsonNode parsed = JSON.readTree(request.body());
            if (parsed != null && parsed.isObject()) {
                return parsed;
            }
        } catch (JsonProcessingException notJson) {
            throw new ApiRefusal("609", "Invalid JSON: " + notJson.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
        throw new ApiRefusal("609");
    }

    /** The member {@code input}, an array of at most {@code max} rows. */
    public static List<JsonNode> input(Request request, int max) throws ApiRefusal {
        JsonNode input = json(request).path("input");
        if (!input.isArray() || input.isEmpty()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter 'input'");
        }
        if (input.size() > max) {
            throw new ApiRefusal("1003", "Max number of records exceeded: " + input.size() + " of " + max);
        }
        List<JsonNode> rows = new ArrayList<>();
        input.forEach(rows::add);
        return rows;
    }
}
