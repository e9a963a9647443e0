package dev.touchstone.testing.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.salesforce.org.LeadConversion;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.Organisation.Conversion;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.WriteResult;
import dev.touchstone.testing.salesforce.org.Writer;
import dev.touchstone.testing.salesforce.schema.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as other processes read and edit them. */
final class ControlRecords {
    private final Organisation org;

    ControlRecords(Organisation org) {
        this.org = org;
    }

    /** All records of a type, those in the recycle bin too, with the fields that were asked for. */
    List<Map<String, @Nullable Object>> list(Request request) {
        String type = org.schema().get(required(request, "type")).name();
        List<String> fields = request.list("fields");
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        org.forEach(type, record -> rows.add(row(record, fields)));
        return rows;
    }

    Map<String, Object> digest(Request request) {
        String type = org.schema().get(required(request, "type")).name();
        return Map.of("count", org.count(type), "digest", org.digest(type, request.list("fields")));
    }

    /** The writes that were carried out, of one type if it is named. */
    List<Map<String, @Nullable Object>> writes(Request request) {
        String type = request.parameter("type").orElse("");
        return org.truth().all().stream()
                .filter(write -> type.isEmpty() || write.type().equals(type))
                .map(write -> {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("number", write.number());
                    row.put("time", write.time().toString());
                    row.put("userId", write.userId());
                    row.put("client", write.client());
                    row.put("operation", write.operation());
                    row.put("type", write.type());
                    row.put("id", write.id());
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                    write.fields().forEach((name, value) -> fields.put(name, Values.json(value)));
                    row.put("fields", fields);
                    return row;
                })
                .toList();
    }

    /** Carries out edits in order, each in a transaction of its own; ends at the first that is refused. */
    Map<String, Object> edit(JsonNode body) {
        String userId = body.path("userId").asText(org.adminId());
        Writer writer = Writer.of(userId)
                .withClient(body.path("client").asText(""))
                .withAutoAssign(false)
                .withRights(Writer.Rights.valueOf(body.path("rights").asText("STANDARD")));
        List<Map<String, Object>> results = new ArrayList<>();
        for (JsonNode edit : body.path("edits")) {
            results.add(edit(writer, edit));
        }
        return Map.of("results", results);
    }

    private Map<String, Object> edit(Writer writer, JsonNode edit) {
        String type = edit.path("type").asText();
        String id = edit.path("id").asText();
        Map<String, @Nullable Object> fields = fields(edit.path("fields"));
        return switch (edit.path("op").asText()) {
            case "put" -> Json.object("id", org.create(type, fields));
            case "create" -> done(org.write(writer, new Write.Create(type, fields)));
            case "update" -> done(org.write(writer, new Write.Update(type, id, fields)));
            case "delete" -> done(org.write(writer, new Write.Delete(type, id)));
            case "hardDelete" -> done(org.write(writer, new Write.HardDelete(type, id)));
            case "undelete" -> done(org.write(writer, new Write.Undelete(type, id)));
            case "merge" -> done(org.merge(writer, id, texts(edit.path("losers")), fields));
            case "convert" -> converted(org.convert(writer, conversion(id, edit)));
            default ->
                throw new IllegalArgumentException(
                        "there is no edit \"" + edit.path("op").asText() + "\"");
        };
    }

    private static LeadConversion conversion(String leadId, JsonNode edit) {
        return new LeadConversion(
                leadId, text(edit, "accountId"), text(edit, "contactId"), text(edit, "opportunityName"));
    }

    private static @Nullable String text(JsonNode edit, String name) {
        return edit.hasNonNull(name) ? edit.get(name).asText() : null;
    }

    private static Map<String, Object> converted(Conversion conversion) {
        return switch (conversion) {
            case Conversion.Done done -> {
                Map<String, Object> ids = new LinkedHashMap<>();
                ids.put("accountId", done.accountId());
                ids.put("contactId", done.contactId());
                String opportunityId = done.opportunityId();
                if (opportunityId != null) {
                    ids.put("opportunityId", opportunityId);
                }
                yield ids;
            }
            case Conversion.Failed failed ->
                throw new IllegalArgumentException(
                        failed.error().statusCode() + ": " + failed.error().message());
        };
    }

    private static Map<String, Object> done(WriteResult result) {
        return switch (result) {
            case WriteResult.Done done -> Json.object("id", done.id());
            case WriteResult.Failed failed ->
                throw new IllegalArgumentException(
                        failed.error().statusCode() + ": " + failed.error().message());
            case WriteResult.Several several ->
                throw new IllegalArgumentException("several records were found: " + several.ids());
        };
    }

    private static Map<String, @Nullable Object> row(SObject record, List<String> fields) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("Id", record.id());
        row.put("IsDeleted", record.isDeleted());
        row.put("SystemModstamp", Values.json(record.systemModstamp()));
        fields.forEach(field -> row.put(field, Values.json(record.value(field))));
        return row;
    }

    private static Map<String, @Nullable Object> fields(JsonNode json) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> fields.put(field.getKey(), scalar(field.getValue())));
        return fields;
    }

    private static @Nullable Object scalar(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return value.isNumber() ? value.numberValue() : value.asText();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String required(Request request, String name) {
        return request.parameter(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
