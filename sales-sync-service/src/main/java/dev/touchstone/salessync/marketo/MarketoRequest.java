package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call, without token and host.
 *
 * @param path from the root of the host
 * @param parameters of the query; only of a read
 * @param body JSON body; only of a write, null for an empty one
 * @param write true if the call changes something, and so must not be repeated blindly
 */
record MarketoRequest(
        String path,
        Map<String, String> parameters,
        @Nullable JsonNode body,
        boolean write) {
    MarketoRequest {
        parameters = Map.copyOf(parameters);
    }

    static MarketoRequest read(String path, Map<String, String> parameters) {
        return new MarketoRequest(path, parameters, null, false);
    }

    static MarketoRequest write(String path, @Nullable JsonNode body) {
        return new MarketoRequest(path, Map.of(), body, true);
    }

    MarketoErrors.Attempt attempt() {
        return MarketoErrors.Attempt.of(path, write);
    }
}
