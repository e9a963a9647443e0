package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.org.FieldAccess;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.Field.Trait;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which types and fields there are, as far as the caller sees them. */
public final class DescribeApi {
    private static final int BYTES_PER_CHARACTER = 3;

    private final Organisation org;
    private final Types types;

    public DescribeApi(Organisation org) {
        this.org = org;
        types = new Types(org);
    }

    /** Adds the end points. */
    public void addTo(ApiRoutes routes) {
        routes.add("GET", "/sobjects", this::list)
                .add("GET", "/sobjects/{type}", this::basic)
                .add("GET", "/sobjects/{type}/describe", this::describe);
    }

    private Reply list(ApiCall call) {
        List<Map<String, Object>> objects =
                types.visible(call).stream().map(type -> object(call, type)).toList();
        return Reply.json(Json.object("encoding", "UTF-8", "maxBatchSize", 200, "sobjects", objects));
    }

    private Reply basic(ApiCall call) throws ApiRefusal {
        return Reply.json(Json.object("objectDescribe", object(call, types.inPath(call)), "recentItems", List.of()));
    }

    private Reply describe(ApiCall call) throws ApiRefusal {
        ObjectType type = types.inPath(call);
        Instant changed = org.schema().changedAt(type.name());
        if (Conditions.isKnown(call, changed)) {
            return Conditions.notModified();
        }
        Map<String, Object> description = object(call, type);
        description.put(
                "fields",
                types.fields(call, type).stream()
                        .map(field -> field(call, type, field))
                        .toList());
        description.put("childRelationships", List.of());
        description.put("recordTypeInfos", List.of());
        return Reply.json(description).withHeader("Last-Modified", Conditions.format(changed));
    }

    private Map<String, Object> object(ApiCall call, ObjectType type) {
        boolean writes = org.access().writesType(call.caller().userId(), type.name());
        String url = call.root() + "/sobjects/" + type.name();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", type.name());
        object.put("label", type.name());
        object.put("keyPrefix", type.keyPrefix());
        object.put("custom", type.name().endsWith("__c"));
        for (String right : List.of("createable", "updateable", "deletable", "undeletable")) {
            object.put(right, writes);
        }
        for (String right : List.of("queryable", "retrieveable", "replicateable", "searchable")) {
            object.put(right, true);
        }
        object.put("urls", Json.object("sobject", url, "describe", url + "/describe", "rowTemplate", url + "/{ID}"));
        return object;
    }

    private Map<String, @Nullable Object> field(ApiCall call, ObjectType type, Field field) {
        FieldAccess access = org.access();
        boolean writes = access.writesField(call.caller().userId(), type.name(), field.name());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", field.name());
        json.put("label", field.name());
        json.put("type", field.type().describeName());
        json.put("soapType", field.type().soapType());
        json.put("length", field.length());
        json.put("byteLength", field.length() * BYTES_PER_CHARACTER);
        json.put("nillable", field.isNillable());
        json.put("createable", writes && field.isCreateable());
        json.put("updateable", writes && field.isUpdateable());
        json.put("defaultedOnCreate", field.is(Trait.DEFAULTED));
        json.put("calculated", field.is(Trait.CALCULATED));
        json.put("custom", field.isCustom());
        json.put("externalId", field.is(Trait.EXTERNAL_ID));
        json.put("unique", field.is(Trait.UNIQUE));
        json.put("idLookup", field.type() == FieldType.ID || field.is(Trait.EXTERNAL_ID));
        json.put("restrictedPicklist", field.is(Trait.RESTRICTED));
        json.put("filterable", field.type() != FieldType.TEXTAREA);
        json.put("sortable", field.type() != FieldType.TEXTAREA);
        json.put("referenceTo", field.referenceTo());
        json.put("relationshipName", field.relationship());
        json.put("picklistValues", picklist(field));
        return json;
    }

    private static List<Map<String, Object>> picklist(Field field) {
        return field.picklist().stream()
                .map(value -> Json.object(
                        "active",
                        true,
                        "defaultValue",
                        field.is(Trait.DEFAULTED)
                                && value.equals(field.picklist().get(0)),
                        "label",
                        value,
                        "value",
                        value))
                .toList();
    }
}
