package dev.touchstone.salessync.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.JsonText;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One record as a query answered it.
 *
 * @param type API name of its object
 * @param values texts by API name; fields that are null are missing, those of related records are named {@code Owner.Email}
 */
public record SalesforceRecord(String type, Map<String, String> values) {
    public SalesforceRecord {
        values = Map.copyOf(values);
    }

    /** Reads a record of an answer. */
    public static SalesforceRecord of(JsonNode record) {
        Map<String, String> values = new HashMap<>();
        collect("", record, values);
        return new SalesforceRecord(JsonText.of(record.path("attributes"), "type"), values);
    }

    /** Its id, 18 characters; empty if it was not asked for. */
    public String id() {
        return text("Id");
    }

    /** A field's text; empty if it is null or was not asked for. */
    public String text(String field) {
        return values.getOrDefault(field, "");
    }

    /** True if the field is a true boolean. */
    public boolean flag(String field) {
        return text(field).equals("true");
    }

    /** A field's time; empty if it is null, was not asked for, or is no time. */
    public Optional<Instant> time(String field) {
        return SalesforceTime.find(text(field));
    }

    private static void collect(String prefix, JsonNode record, Map<String, String> values) {
        record.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (member.getKey().equals("attributes") || value.isNull()) {
                return;
            }
            if (value.isObject()) {
                collect(prefix + member.getKey() + ".", value, values);
            } else if (value.isValueNode()) {
                values.put(prefix + member.getKey(), value.asText());
            }
        });
    }
}
