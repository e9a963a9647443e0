package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of one instance, made on behalf of one lane. */
final class LaneClient {
    private final MarketoClient client;
    private final Lane lane;

    LaneClient(MarketoClient client, Lane lane) {
        this.client = client;
        this.lane = lane;
    }

    /** The body of a successful answer. */
    JsonNode read(String path, Map<String, String> parameters) {
        return client.call(lane, MarketoRequest.read(path, parameters));
    }

    /** The body of a successful answer to a write; rows in it may have failed all the same. */
    JsonNode write(String path, @Nullable JsonNode body) {
        return client.call(lane, MarketoRequest.write(path, body));
    }

    /** True if a person waits for what is called. */
    boolean isUrgent() {
        return lane == Lane.OPT_OUT || lane == Lane.INTERACTIVE;
    }

    /** The present, by the clock of all calls. */
    Instant now() {
        return client.now();
    }

    /** Counts an entry of a list that says nothing. */
    void skipped(String path) {
        client.skipped(path);
    }

    /** Reads a file from a byte on. */
    long file(String path, long fromByte, OutputStream sink) {
        return client.file(lane, path, fromByte, sink);
    }
}
