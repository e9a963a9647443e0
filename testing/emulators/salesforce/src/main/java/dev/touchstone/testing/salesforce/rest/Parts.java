package dev.touchstone.testing.salesforce.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Carries out the parts of a call that holds several. */
final class Parts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_PARTS = 25;
    private static final List<String> INHERITED = List.of(
            "sforce-call-options", "sforce-auto-assign", "sforce-duplicate-rule-header", "sforce-query-options");

    private final Dispatcher dispatcher;

    Parts(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** The parts that a member of the body lists: 1 to 25. */
    static JsonNode of(ApiCall call, String member) throws ApiRefusal {
        JsonNode parts = call.json().path(member);
        if (!parts.isArray() || parts.isEmpty() || parts.size() > MAX_PARTS) {
            throw new ApiRefusal(400, "INVALID_INPUT", member + " has to be an array of 1 to " + MAX_PARTS);
        }
        return parts;
    }

    /** Carries one out, as if it had come by itself. */
    Reply answer(ApiCall call, String method, String url, JsonNode body, JsonNode ownHeaders) {
        Map<String, String> headers = new HashMap<>();
        INHERITED.forEach(name -> call.header(name).ifPresent(value -> headers.put(name, value)));
        ownHeaders
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        headers.put("content-type", "application/json");
        byte[] bytes = body.isMissingNode() || body.isNull()
                ? new byte[0]
                : body.toString().getBytes(StandardCharsets.UTF_8);
        try {
            Request request = Request.of(method, URI.create(url.replace(" ", "%20")), headers, bytes);
            return dispatcher.answer(request, call.caller(), call.instance());
        } catch (IllegalArgumentException notAnAddress) {
            return ApiRefusal.notFound("The requested resource does not exist").toReply();
        }
    }

    /** The body of a reply as JSON; null if it has none. */
    static JsonNode body(Reply reply) {
        try {
            return reply.text().isEmpty() ? JSON.nullNode() : JSON.readTree(reply.text());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a part was not answered with JSON", impossible);
        }
    }
}
