package dev.touchstone.salessync.salesforce.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.salesforce.error.RowError;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of one connection, made on behalf of one lane. Paths are below those of the version. */
public final class LaneClient {
    private final SalesforceClient client;
    private final SalesforceLane lane;

    public LaneClient(SalesforceClient client, SalesforceLane lane) {
        this.client = client;
        this.lane = lane;
    }

    /** A read below the path of the version. */
    public SalesforceReply read(String path, Map<String, String> query) {
        return send(SalesforceRequest.get(path(path), query));
    }

    /** A write below the path of the version; assignment rules do not move what it writes to other owners. */
    public SalesforceRequest write(String method, String path, @Nullable JsonNode body) {
        return SalesforceRequest.write(method, path(path), body).withHeader("Sforce-Auto-Assign", "FALSE");
    }

    /** Any call. */
    public SalesforceReply send(SalesforceRequest request) {
        return client.call(lane, request);
    }

    /** A path of the version, from the root. */
    public String path(String path) {
        return client.version().path() + path;
    }

    /** The configured version. */
    public ApiVersion version() {
        return client.version();
    }

    /** Errors of a row, as collections name them. */
    public static List<RowError> rowErrors(JsonNode errors) {
        return AnswerErrors.ofRow(errors);
    }
}
