package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types, fields and records as far as the caller sees them. */
final class Types {
    private static final String NOT_THERE = "The requested resource does not exist";
    private final Organisation org;

    Types(Organisation org) {
        this.org = org;
    }

    /** The types the caller sees. */
    List<ObjectType> visible(ApiCall call) {
        return org.schema().types().stream()
                .filter(type -> org.access().seesType(call.caller().userId(), type.name()))
                .toList();
    }

    /** The type that the path names. */
    ObjectType inPath(ApiCall call) throws ApiRefusal {
        return org.schema()
                .find(call.variable("type"))
                .filter(type -> org.access().seesType(call.caller().userId(), type.name()))
                .orElseThrow(() -> ApiRefusal.notFound(NOT_THERE));
    }

    /** The fields of a type that the caller sees. */
    List<Field> fields(ApiCall call, ObjectType type) {
        return type.fields().stream()
                .filter(field -> org.access().seesField(call.caller().userId(), type.name(), field.name()))
                .toList();
    }

    /**
     * The fields of these names.
     *
     * @throws ApiRefusal INVALID_FIELD
     */
    List<Field> named(ApiCall call, ObjectType type, List<String> names) throws ApiRefusal {
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(type.find(name)
                    .filter(field -> org.access().seesField(call.caller().userId(), type.name(), field.name()))
                    .orElseThrow(() -> new ApiRefusal(
                            400, "INVALID_FIELD", "No such column '" + name + "' on entity '" + type.name() + "'.")));
        }
        return fields;
    }

    /** The record that the path names, outside of the recycle bin. */
    SObject record(ApiCall call, ObjectType type) throws ApiRefusal {
        SObject record = org.find(call.variable("id"))
                .filter(found -> found.type().equals(type.name()))
                .orElseThrow(() -> ApiRefusal.notFound(NOT_THERE));
        if (record.isDeleted()) {
            throw new ApiRefusal(404, "ENTITY_IS_DELETED", "entity is deleted");
        }
        return record;
    }

    /** A record as JSON. */
    static Map<String, @Nullable Object> json(ApiCall call, SObject record, List<Field> fields) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(RowJson.ATTRIBUTES, QueryApi.attributes(call.root(), record.type(), record.id()));
        fields.forEach(field -> json.put(field.name(), Values.json(record.value(field.name()))));
        return json;
    }
}
