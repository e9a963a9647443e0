package dev.touchstone.touchpoint.fact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.ObjectFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record that are kept as JSON. They are parsed when a rule first asks for one, since most rules look at standard
 * fields and most records are never asked.
 *
 * <p>Thread-safe: parsing twice gives the same.
 */
final class StoredFields implements FieldSource {
    /** No fields. */
    static final FieldSource NONE = field -> null;

    private static final JsonFactory JSON = new JsonFactory();

    private final String json;
    private @Nullable ObjectFields parsed;

    private StoredFields(String json) {
        this.json = json;
    }

    /** The fields in a JSON object; null for none. */
    static FieldSource of(@Nullable String json) {
        return json == null ? NONE : new StoredFields(json);
    }

    /** Characters of the JSON that fields are kept as; 0 for those that are kept otherwise. */
    static int size(FieldSource fields) {
        return fields instanceof StoredFields stored ? stored.json.length() : 0;
    }

    @Override
    public @Nullable FieldValue value(FieldName field) {
        ObjectFields fields = parsed;
        if (fields == null) {
            fields = parse(json);
            parsed = fields;
        }
        return fields.value(field);
    }

    private static ObjectFields parse(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            ObjectFields.Builder fields = new ObjectFields.Builder();
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return fields.build();
        } catch (IOException e) {
            throw new UncheckedIOException("fields that were stored cannot be read", e);
        }
    }

    private static FieldValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new FieldValue.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new FieldValue.Decimal(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> new FieldValue.Flag(parser.getBooleanValue());
            case START_OBJECT -> timeOrDate(parser);
            default -> throw new IllegalStateException("a stored field is a " + parser.currentToken());
        };
    }

    private static FieldValue timeOrDate(JsonParser parser) throws IOException {
        String type = parser.nextFieldName();
        String text = parser.nextTextValue();
        if (type == null || text == null || parser.nextToken() != JsonToken.END_OBJECT) {
            throw new IllegalStateException("a stored field is neither a time nor a day");
        }
        return switch (type) {
            case "time" -> new FieldValue.Time(Instant.parse(text));
            case "date" -> new FieldValue.Date(LocalDate.parse(text));
            default -> throw new IllegalStateException("a stored field is a " + type);
        };
    }
}
