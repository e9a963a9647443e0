package dev.touchstone.salessync.salesforce.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call, without session and host.
 *
 * @param method of HTTP
 * @param path from the root of the host, with whatever query it brings along
 * @param query further parameters
 * @param headers beyond those that every call has
 * @param body JSON; null for none
 * @param accepted statuses outside 200 to 299 that are no errors of this call
 */
public record SalesforceRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable JsonNode body,
        Set<Integer> accepted) {
    public SalesforceRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        accepted = Set.copyOf(accepted);
    }

    /** A read. */
    public static SalesforceRequest get(String path, Map<String, String> query) {
        return new SalesforceRequest("GET", path, query, Map.of(), null, Set.of());
    }

    /** A call that changes something, or begins a job. */
    public static SalesforceRequest write(String method, String path, @Nullable JsonNode body) {
        return new SalesforceRequest(method, path, Map.of(), Map.of(), body, Set.of());
    }

    /** The same with one header more. */
    public SalesforceRequest withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new SalesforceRequest(method, path, query, more, body, accepted);
    }

    /** The same with parameters. */
    public SalesforceRequest withQuery(Map<String, String> parameters) {
        return new SalesforceRequest(method, path, parameters, headers, body, accepted);
    }

    /** The same, and this status is no error. */
    public SalesforceRequest accepting(int status) {
        return new SalesforceRequest(method, path, query, headers, body, Set.of(status));
    }

    /** True if the call changes something, so that one without an answer is in doubt. */
    public boolean isWrite() {
        return !method.equals("GET");
    }
}
