package dev.touchstone.salessync.salesforce.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.salessync.remote.JsonText;
import dev.touchstone.salessync.salesforce.client.LaneClient;
import dev.touchstone.salessync.salesforce.error.RowError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows as Salesforce reads and answers them. */
final class RowJson {
    private static final String DUPLICATE_VALUE = "DUPLICATE_VALUE";
    /** The message names the field, and the record that has the value already. */
    private static final Pattern TAKEN_BY =
            Pattern.compile("duplicates value on record with id: ([A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?)");

    private RowJson() {}

    static ObjectNode values(Map<String, @Nullable Object> values) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((field, value) -> put(json, field, value));
        return json;
    }

    static ObjectNode row(RecordWrite write) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("attributes").put("type", write.type());
        if (!write.id().isEmpty()) {
            json.put("id", write.id());
        }
        write.values().forEach((field, value) -> put(json, field, value));
        return json;
    }

    /** A row of an answer. */
    static RowResult result(JsonNode row) {
        boolean success = row.path("success").asBoolean(false);
        List<RowError> errors = LaneClient.rowErrors(row.path("errors"));
        if (!success && errors.isEmpty()) {
            errors = List.of(RowError.of("UNKNOWN_EXCEPTION", "", List.of()));
        }
        return new RowResult(
                success, JsonText.of(row, "id"), row.path("created").asBoolean(false), success ? List.of() : errors);
    }

    /**
     * The same, but success if the row failed because the record that it asks for is there: two writes by one key met, and the other was
     * first.
     */
    static RowResult sameKey(RowResult row, String keyField) {
        if (row.success() || !row.errors().get(0).code().equals(DUPLICATE_VALUE)) {
            return row;
        }
        RowError why = row.errors().get(0);
        boolean ofKey = why.fields().contains(keyField) || why.words().contains(keyField);
        Matcher taken = TAKEN_BY.matcher(why.words());
        return ofKey && taken.find() ? new RowResult(true, taken.group(1), false, List.of()) : row;
    }

    private static void put(ObjectNode json, String field, @Nullable Object value) {
        switch (value) {
            case null -> json.putNull(field);
            case Boolean flag -> json.put(field, flag);
            case Integer number -> json.put(field, number);
            case Long number -> json.put(field, number);
            case BigDecimal number -> json.put(field, number);
            case Instant time ->
                json.put(field, time.truncatedTo(ChronoUnit.MILLIS).toString());
            default -> json.put(field, value.toString());
        }
    }
}
