package dev.touchstone.salessync.salesforce.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.salessync.salesforce.client.LaneClient;
import dev.touchstone.salessync.salesforce.client.SalesforceReply;
import dev.touchstone.salessync.salesforce.client.SalesforceRequest;
import dev.touchstone.salessync.salesforce.error.Verdict;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Up to {@value #MAX_ROWS} records in one call. A row that is refused does not keep the others back; results are in the order of the rows.
 * Rows that are refused as possible duplicates of others are sent once more, and allowed then.
 *
 * <p>A failure of the whole call is a {@link dev.touchstone.salessync.salesforce.error.SalesforceFailure}; one whose
 * {@code maybeExecuted} is true leaves all rows in doubt. An upsert by our key may then be repeated without harm.
 */
public final class CollectionsApi {
    /** Records of one call, at most. */
    public static final int MAX_ROWS = 200;

    private static final String PATH = "/composite/sobjects";

    private final LaneClient client;

    public CollectionsApi(LaneClient client) {
        this.client = client;
    }

    /** Makes records. */
    public List<RowResult> create(List<RecordWrite> rows) {
        return write("POST", PATH, rows);
    }

    /** Changes records by their ids; fields that are not named stay. */
    public List<RowResult> update(List<RecordWrite> rows) {
        rows.forEach(row -> require(!row.id().isEmpty(), "a row of an update has an id"));
        return write("PATCH", PATH, rows);
    }

    /**
     * Makes or changes records by a key field. A row that fails only because another write by the same key was first counts as success.
     *
     * @param type API name of the object of all rows
     * @param keyField external id that is unique; every row has a value for it
     */
    public List<RowResult> upsert(String type, String keyField, List<RecordWrite> rows) {
        rows.forEach(row -> require(
                row.type().equals(type)
                        && row.values().get(keyField) != null
                        && row.id().isEmpty(),
                "a row of an upsert is of the type, has a value for the key field and no id"));
        String path = PATH + "/" + Soql.name(type) + "/" + Soql.name(keyField);
        return write("PATCH", path, rows).stream()
                .map(row -> RowJson.sameKey(row, keyField))
                .toList();
    }

    /** Deletes records. One that is deleted already is a row that failed, with the verdict on {@code ENTITY_IS_DELETED}. */
    public List<RowResult> delete(List<String> ids) {
        requireSize(ids.size());
        SalesforceRequest request = client.write("DELETE", PATH, null)
                .withQuery(Map.of("ids", String.join(",", ids), "allOrNone", "false"));
        return results(client.send(request), ids.size());
    }

    /**
     * Reads records.
     *
     * @return in the order of the ids; empty for those that are not there, or not to be seen
     */
    public List<Optional<SalesforceRecord>> retrieve(String type, List<String> ids, List<String> fields) {
        requireSize(ids.size());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ids.forEach(body.putArray("ids")::add);
        fields.forEach(body.putArray("fields")::add);
        SalesforceReply reply = client.send(client.write("POST", PATH + "/" + Soql.name(type), body));
        List<Optional<SalesforceRecord>> records = new ArrayList<>();
        for (JsonNode record : list(reply, ids.size())) {
            records.add(record.isNull() ? Optional.empty() : Optional.of(SalesforceRecord.of(record)));
        }
        return records;
    }

    private List<RowResult> write(String method, String path, List<RecordWrite> rows) {
        requireSize(rows.size());
        List<RowResult> results = new ArrayList<>(send(rows, body -> client.write(method, path, body)));
        List<Integer> duplicates = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (isDuplicate(results.get(i))) {
                duplicates.add(i);
            }
        }
        if (duplicates.isEmpty()) {
            return results;
        }
        List<RecordWrite> again = duplicates.stream().map(rows::get).toList();
        List<RowResult> second = send(again, body -> DuplicateRule.allow(client.write(method, path, body)));
        for (int i = 0; i < second.size(); i++) {
            results.set(duplicates.get(i), second.get(i));
        }
        return results;
    }

    private List<RowResult> send(List<RecordWrite> rows, Function<ObjectNode, SalesforceRequest> request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("allOrNone", false);
        ArrayNode records = body.putArray("records");
        rows.forEach(row -> records.add(RowJson.row(row)));
        return results(client.send(request.apply(body)), rows.size());
    }

    private static boolean isDuplicate(RowResult row) {
        return !row.success() && row.errors().get(0).verdict().action() == Verdict.Action.ALLOW_DUPLICATES;
    }

    private static List<RowResult> results(SalesforceReply reply, int rows) {
        List<RowResult> results = new ArrayList<>();
        list(reply, rows).forEach(row -> results.add(RowJson.result(row)));
        return results;
    }

    /** An answer with another number of rows says nothing about any of them. */
    private static JsonNode list(SalesforceReply reply, int rows) {
        JsonNode list = reply.json();
        if (!list.isArray() || list.size() != rows) {
            throw reply.unexpected("%d rows in the answer to %d".formatted(list.size(), rows));
        }
        return list;
    }

    private static void requireSize(int rows) {
        require(rows > 0 && rows <= MAX_ROWS, "a call takes 1 to " + MAX_ROWS + " rows but has " + rows);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
