package dev.touchstone.testing.salesforce.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A call of the REST API with who makes it.
 *
 * @param request what was asked, the places of its path filled
 * @param caller who asks
 * @param instance address of the instance that was called, without path
 */
public record ApiCall(Request request, Caller caller, URI instance) {
    /** The method it counts as. */
    public String method() {
        return request.method();
    }

    /** The version as it stands in {@code v62.0}, without the letter. */
    public String version() {
        return request.variable("version").substring(1);
    }

    /** The path up to and with the version, {@code /services/data/v62.0}. */
    public String root() {
        return ApiRoutes.ROOT + request.variable("version");
    }

    /** What a place of the path held. */
    public String variable(String name) {
        return request.variable(name);
    }

    /** A parameter; empty if it is absent or blank. */
    public Optional<String> parameter(String name) {
        return request.parameter(name);
    }

    /** A parameter that has to be there. */
    public String required(String name) throws ApiRefusal {
        return request.parameter(name)
                .orElseThrow(() -> new ApiRefusal(400, "MISSING_ARGUMENT", "The " + name + " parameter is required"));
    }

    /** A header; names in lower case. */
    public Optional<String> header(String name) {
        return request.header(name);
    }

    /** A setting of a header of the form {@code name=value, name=value}; the header's name in lower case. */
    public Optional<String> headerSetting(String header, String setting) {
        return header(header).stream()
                .flatMap(value -> Arrays.stream(value.split("[,;]", -1)))
                .map(part -> part.split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].strip().equalsIgnoreCase(setting))
                .map(pair -> pair[1].strip())
                .findFirst();
    }

    /** The client's own name for itself, which change events tell; empty if it has none. */
    public String client() {
        return headerSetting("sforce-call-options", "client").orElse("");
    }

    /** The body as it came. */
    public byte[] body() {
        return request.body();
    }

    /** The body as text. */
    public String text() {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /**
     * The body as a JSON object.
     *
     * @throws ApiRefusal 415 if it says it is something else, 400 if it is no JSON object
     */
    public JsonNode json() throws ApiRefusal {
        if (!request.hasType("application/json")) {
            throw new ApiRefusal(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "The content type of the body is not supported; it has to be application/json");
        }
        JsonNode parsed;
        try {
            parsed = request.jsonWhateverItsType();
        } catch (JsonProcessingException notJson) {
            throw jsonError(notJson.getOriginalMessage());
        }
        if (!parsed.isObject()) {
            throw jsonError("the body has to be a JSON object");
        }
        return parsed;
    }

    /** A body that cannot be read. */
    public static ApiRefusal jsonError(String message) {
        return new ApiRefusal(400, "JSON_PARSER_ERROR", message);
    }
}
