package dev.touchstone.testing.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.WriteResult;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.RecordId;
import java.util.List;
import java.util.Optional;

/** Single records, by id or by an external id. */
public final class RecordsApi {
    /** From this version on, an upsert that updates answers with a body. */
    private static final int UPSERT_WITH_BODY = 46;

    private final Organisation org;
    private final Types types;
    private final Transactions transactions;

    public RecordsApi(Organisation org, Transactions transactions) {
        this.org = org;
        this.transactions = transactions;
        types = new Types(org);
    }

    /** Adds the end points. */
    public void addTo(ApiRoutes routes) {
        routes.add("POST", "/sobjects/{type}", this::create)
                .add("GET", "/sobjects/{type}/{id}", this::read)
                .add("PATCH", "/sobjects/{type}/{id}", this::update)
                .add("DELETE", "/sobjects/{type}/{id}", this::delete)
                .add("GET", "/sobjects/{type}/{key}/{value}", this::readByKey)
                .add("PATCH", "/sobjects/{type}/{key}/{value}", this::upsert)
                .add("DELETE", "/sobjects/{type}/{key}/{value}", this::deleteByKey);
    }

    private Reply create(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        Write row = new Write.Create(type.name(), RowJson.fields(call.json()));
        return created(call, type, done(transactions.write(RowJson.writer(call), row)));
    }

    private Reply read(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        return record(call, type, types.record(call, type));
    }

    private Reply update(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        String id = call.variable("id");
        JsonNode body = call.json();
        refuseInBody(body, "Id");
        Optional<SObject> known = org.find(id).filter(record -> !record.isDeleted());
        if (known.isPresent()) {
            Conditions.requireUnmodified(call, known.get().systemModstamp());
        }
        done(transactions.write(RowJson.writer(call), new Write.Update(type.name(), id, RowJson.fields(body))));
        return Reply.noContent();
    }

    private Reply delete(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        done(transactions.write(RowJson.writer(call), new Write.Delete(type.name(), call.variable("id"))));
        return Reply.noContent();
    }

    private Reply readByKey(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        List<SObject> found = byKey(call, type);
        return found.size() > 1 ? several(call, type, ids(found)) : record(call, type, found.get(0));
    }

    private Reply upsert(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        String key = call.variable("key");
        JsonNode body = call.json();
        refuseInBody(body, key);
        Write row = new Write.Upsert(type.name(), key, call.variable("value"), RowJson.fields(body));
        WriteResult result = transactions.write(RowJson.writer(call), row);
        if (result instanceof WriteResult.Several several) {
            return several(call, type, several.ids());
        }
        WriteResult.Done done = done(result);
        if (done.created()) {
            return created(call, type, done);
        }
        boolean withBody = Double.parseDouble(call.version()) >= UPSERT_WITH_BODY;
        return withBody ? Reply.json(RowJson.result(done, true)) : Reply.noContent();
    }

    private Reply deleteByKey(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        List<SObject> found = byKey(call, type);
        if (found.size() > 1) {
            return several(call, type, ids(found));
        }
        done(transactions.write(
                RowJson.writer(call), new Write.Delete(type.name(), found.get(0).id())));
        return Reply.noContent();
    }

    private Reply record(ApiCall call, ObjectType type, SObject record) throws ApiRefusal {
        List<String> names = call.request().list("fields");
        List<Field> fields = names.isEmpty() ? types.fields(call, type) : types.named(call, type, names);
        if (Conditions.isKnown(call, record.systemModstamp())) {
            return Conditions.notModified();
        }
        Conditions.requireUnmodified(call, record.systemModstamp());
        return Reply.json(Types.json(call, record, fields))
                .withHeader("Last-Modified", Conditions.format(record.systemModstamp()));
    }

    private List<SObject> byKey(ApiCall call, ObjectType type) throws ApiRefusal {
        String key = call.variable("key");
        String value = call.variable("value");
        Field field = type.find(key)
                .filter(found -> found.type() == FieldType.ID || found.is(Field.Trait.EXTERNAL_ID))
                .orElseThrow(() ->
                        ApiRefusal.notFound("Provided external ID field does not exist or is not accessible: " + key));
        List<SObject> found = field.type() == FieldType.ID
                ? RecordId.normalize(value).flatMap(org::find).filter(record -> !record.isDeleted()).stream()
                        .toList()
                : org.find(type.name(), field.name(), value);
        if (found.isEmpty()) {
            throw ApiRefusal.notFound("The requested resource does not exist");
        }
        return found;
    }

    private static void refuseInBody(JsonNode body, String name) throws ApiRefusal {
        if (RowJson.has(body, name)) {
            throw new ApiRefusal(
                    400, "INVALID_FIELD", "The " + name + " field should not be specified in the sobject data.");
        }
    }

    private static WriteResult.Done done(WriteResult result) throws ApiRefusal {
        return switch (result) {
            case WriteResult.Done done -> done;
            case WriteResult.Failed failed -> throw RowJson.refusal(failed);
            case WriteResult.Several several ->
                throw new ApiRefusal(400, "DUPLICATE_EXTERNAL_ID", "More than one record found: " + several.ids());
        };
    }

    private static Reply created(ApiCall call, ObjectType type, WriteResult.Done done) {
        boolean upserted = call.method().equals("PATCH");
        return Reply.json(201, RowJson.result(done, upserted))
                .withHeader("Location", call.root() + "/sobjects/" + type.name() + "/" + done.id());
    }

    /** HTTP 300: where the records are that were found. */
    private static Reply several(ApiCall call, ObjectType type, List<String> ids) {
        return Reply.json(
                300,
                ids.stream()
                        .map(id -> call.root() + "/sobjects/" + type.name() + "/" + id)
                        .toList());
    }

    private static List<String> ids(List<SObject> records) {
        return records.stream().map(SObject::id).toList();
    }
}
