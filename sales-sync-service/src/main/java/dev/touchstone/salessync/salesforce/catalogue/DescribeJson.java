package dev.touchstone.salessync.salesforce.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Descriptions as Salesforce writes them. */
final class DescribeJson {
    private DescribeJson() {}

    static ObjectDescription object(JsonNode body, @Nullable Instant lastModified) {
        List<DescribedField> fields = new ArrayList<>();
        body.path("fields").forEach(field -> fields.add(field(field)));
        return new ObjectDescription(
                JsonText.of(body, "name"), flag(body, "createable"), flag(body, "updateable"), fields, lastModified);
    }

    private static DescribedField field(JsonNode field) {
        List<DescribedField.PicklistValue> picklist = new ArrayList<>();
        field.path("picklistValues")
                .forEach(value -> picklist.add(new DescribedField.PicklistValue(
                        JsonText.of(value, "value"), flag(value, "active"), flag(value, "defaultValue"))));
        return new DescribedField(
                JsonText.of(field, "name"),
                JsonText.of(field, "type"),
                field.path("length").asInt(),
                new DescribedField.Access(
                        flag(field, "createable"), flag(field, "updateable"), flag(field, "nillable")),
                new DescribedField.Key(flag(field, "externalId"), flag(field, "unique")),
                flag(field, "calculated"),
                picklist);
    }

    private static boolean flag(JsonNode object, String name) {
        return object.path(name).asBoolean(false);
    }
}
