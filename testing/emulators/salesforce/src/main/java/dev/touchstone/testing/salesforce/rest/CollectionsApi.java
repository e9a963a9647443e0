package dev.touchstone.testing.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Up to 200 records in one call. Rows are answered in order, each with its own fate. */
public final class CollectionsApi {
    private static final int MAX_ROWS = 200;
    private static final int MAX_READ = 2_000;
    private static final int MAX_CHUNKS = 10;

    private final Organisation org;
    private final Types types;
    private final Transactions transactions;

    public CollectionsApi(Organisation org, Transactions transactions) {
        this.org = org;
        this.transactions = transactions;
        types = new Types(org);
    }

    /** Adds the end points. */
    public void addTo(ApiRoutes routes) {
        routes.add("POST", "/composite/sobjects", this::create)
                .add("PATCH", "/composite/sobjects", this::update)
                .add("DELETE", "/composite/sobjects", this::delete)
                .add("PATCH", "/composite/sobjects/{type}/{key}", this::upsert)
                .add("GET", "/composite/sobjects/{type}", this::read)
                .add("POST", "/composite/sobjects/{type}", this::readByBody);
    }

    private Reply create(ApiCall call) throws ApiRefusal {
        JsonNode body = call.json();
        List<Write> rows = new ArrayList<>();
        for (JsonNode row : records(body)) {
            rows.add(new Write.Create(type(row), RowJson.fields(row)));
        }
        return written(call, rows, allOrNone(body), false);
    }

    private Reply update(ApiCall call) throws ApiRefusal {
        JsonNode body = call.json();
        List<Write> rows = new ArrayList<>();
        for (JsonNode row : records(body)) {
            rows.add(new Write.Update(type(row), RowJson.text(row, "id"), RowJson.fields(row, "id")));
        }
        return written(call, rows, allOrNone(body), false);
    }

    private Reply upsert(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        String key = call.variable("key");
        JsonNode body = call.json();
        List<Write> rows = new ArrayList<>();
        for (JsonNode row : records(body)) {
            if (!type(row).equalsIgnoreCase(type.name())) {
                throw malformed("all records have to be of the type in the path, but one is of " + type(row));
            }
            rows.add(new Write.Upsert(type.name(), key, RowJson.text(row, key), RowJson.fields(row, key)));
        }
        return written(call, rows, allOrNone(body), true);
    }

    private Reply delete(ApiCall call) throws ApiRefusal {
        List<String> ids = call.request().list("ids");
        checkSize(ids.size(), MAX_ROWS);
        List<Write> rows = new ArrayList<>();
        ids.forEach(id -> rows.add(new Write.Delete("", id)));
        boolean allOrNone =
                call.parameter("allOrNone").filter("true"::equalsIgnoreCase).isPresent();
        return written(call, rows, allOrNone, false);
    }

    private Reply read(ApiCall call) throws ApiRefusal {
        return read(call, call.request().list("ids"), call.request().list("fields"));
    }

    private Reply readByBody(ApiCall call) throws ApiRefusal {
        JsonNode body = call.json();
        return read(call, texts(body.path("ids")), texts(body.path("fields")));
    }

    private Reply read(ApiCall call, List<String> ids, List<String> names) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        checkSize(ids.size(), MAX_READ);
        if (names.isEmpty()) {
            throw malformed("fields is missing");
        }
        List<Field> fields = types.named(call, type, names);
        List<@Nullable Map<String, @Nullable Object>> records = new ArrayList<>();
        for (String id : ids) {
            Optional<SObject> record =
                    org.find(id).filter(found -> found.type().equals(type.name()) && !found.isDeleted());
            records.add(record.isPresent() ? Types.json(call, record.get(), fields) : null);
        }
        return Reply.json(records);
    }

    private Reply written(ApiCall call, List<Write> rows, boolean allOrNone, boolean tellsCreated) throws ApiRefusal {
        checkChunks(rows);
        return Reply.json(transactions.write(RowJson.writer(call), rows, allOrNone).stream()
                .map(result -> RowJson.result(result, tellsCreated))
                .toList());
    }

    private static JsonNode records(JsonNode body) throws ApiRefusal {
        JsonNode records = body.path("records");
        if (!records.isArray()) {
            throw malformed("records has to be an array");
        }
        checkSize(records.size(), MAX_ROWS);
        return records;
    }

    private static String type(JsonNode row) throws ApiRefusal {
        String type = row.path(RowJson.ATTRIBUTES).path("type").asText();
        if (type.isEmpty()) {
            throw malformed("each record needs attributes with a type");
        }
        return type;
    }

    private static void checkSize(int size, int max) throws ApiRefusal {
        if (size == 0) {
            throw malformed("there has to be one record at least");
        }
        if (size > max) {
            throw new ApiRefusal(
                    400, "EXCEEDED_MAX_SIZE_REQUEST", "The limit is " + max + " records, but these are " + size);
        }
    }

    /** Rows of one type that follow each other are one chunk. */
    private static void checkChunks(List<Write> rows) throws ApiRefusal {
        int chunks = 1;
        for (int i = 1; i < rows.size(); i++) {
            chunks += rows.get(i).type().equalsIgnoreCase(rows.get(i - 1).type()) ? 0 : 1;
        }
        if (chunks > MAX_CHUNKS) {
            throw new ApiRefusal(
                    400, "LIMIT_EXCEEDED", "Cannot have more than " + MAX_CHUNKS + " chunks in a single operation");
        }
    }

    private static boolean allOrNone(JsonNode body) {
        return body.path("allOrNone").asBoolean(false);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static ApiRefusal malformed(String message) {
        return new ApiRefusal(400, "INVALID_INPUT", message);
    }
}
