package dev.touchstone.testing.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiError;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.org.WriteError;
import dev.touchstone.testing.salesforce.org.WriteResult;
import dev.touchstone.testing.salesforce.org.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of writes and what became of them, as JSON has them. */
final class RowJson {
    static final String ATTRIBUTES = "attributes";

    private RowJson() {}

    /** Who writes, and how: from the headers of a call. */
    static Writer writer(ApiCall call) {
        boolean assign = !call.header("sforce-auto-assign").orElse("TRUE").equalsIgnoreCase("FALSE");
        boolean allowSave = call.headerSetting("sforce-duplicate-rule-header", "allowSave")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        return Writer.of(call.caller().userId())
                .withClient(call.client())
                .withAutoAssign(assign)
                .withAllowDuplicates(allowSave);
    }

    /**
     * The fields of a row, those of these names left out, in any case. A parent that is named by an external id,
     * {@code {"Account": {"Key__c": "x"}}}, becomes the field {@code Account.Key__c}.
     *
     * @throws ApiRefusal 400 for a value that no field can hold
     */
    static Map<String, @Nullable Object> fields(JsonNode row, String... without) throws ApiRefusal {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : row.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (isOneOf(name, without) || name.equals(ATTRIBUTES)) {
                continue;
            }
            if (value.isObject()) {
                fields(value).forEach((key, parent) -> fields.put(name + "." + key, parent));
            } else {
                fields.put(name, value(name, value));
            }
        }
        return fields;
    }

    /** The value of a member by its name in any case; empty if it is absent or null. */
    static String text(JsonNode row, String name) {
        for (Map.Entry<String, JsonNode> member : row.properties()) {
            if (member.getKey().equalsIgnoreCase(name) && !member.getValue().isNull()) {
                return member.getValue().asText();
            }
        }
        return "";
    }

    /** True if a row has a member of this name in any case. */
    static boolean has(JsonNode row, String name) {
        return row.properties().stream().anyMatch(member -> member.getKey().equalsIgnoreCase(name));
    }

    /** One row of the answer to a collection. */
    static Map<String, Object> result(WriteResult result, boolean tellsCreated) {
        return switch (result) {
            case WriteResult.Done done -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("id", done.id());
                json.put("success", true);
                json.put("errors", List.of());
                if (tellsCreated) {
                    json.put("created", done.created());
                }
                yield json;
            }
            case WriteResult.Failed failed ->
                failed(failed.errors().stream().map(RowJson::error).toList());
            case WriteResult.Several several ->
                failed(List.of(error(WriteError.of(
                        "DUPLICATE_EXTERNAL_ID",
                        "More than one record found for external id field: " + several.ids()))));
        };
    }

    /** The refusal of a call that writes one record. */
    static ApiRefusal refusal(WriteResult.Failed failed) {
        WriteError first = failed.error();
        boolean ofAField = first.statusCode().equals("INVALID_CROSS_REFERENCE_KEY")
                && !first.fields().isEmpty();
        int status = ofAField ? 400 : ErrorStatus.of(first.statusCode());
        return new ApiRefusal(
                status,
                failed.errors().stream().map(error -> apiError(error, failed)).toList());
    }

    private static ApiError apiError(WriteError error, WriteResult.Failed failed) {
        ApiError plain = ApiError.ofRecord(error.statusCode(), error.message(), error.fields());
        if (failed.duplicates().isEmpty()) {
            return plain;
        }
        List<Map<String, Object>> matches = failed.duplicates().stream()
                .map(found -> Json.object(
                        "record", Json.object("Id", found.id(), ATTRIBUTES, Json.object("type", found.type()))))
                .toList();
        // Salesforce itself misspells the name.
        return plain.with(
                "duplicateResut",
                Json.object("allowSave", true, "matchResults", List.of(Json.object("matchRecords", matches))));
    }

    private static Map<String, Object> failed(List<Map<String, Object>> errors) {
        return Json.object("success", false, "errors", errors);
    }

    private static Map<String, Object> error(WriteError error) {
        return Json.object("statusCode", error.statusCode(), "message", error.message(), "fields", error.fields());
    }

    private static @Nullable Object value(String name, JsonNode value) throws ApiRefusal {
        if (value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isNumber()) {
            return value.numberValue();
        }
        throw ApiCall.jsonError("the value of " + name + " has to be a text, a number, a boolean or null");
    }

    private static boolean isOneOf(String name, String... names) {
        for (String other : names) {
            if (name.equalsIgnoreCase(other)) {
                return true;
            }
        }
        return false;
    }
}
