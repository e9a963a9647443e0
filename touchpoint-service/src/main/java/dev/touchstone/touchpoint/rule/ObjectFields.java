package dev.touchstone.touchpoint.rule;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one record.
 *
 * @param values by {@link FieldName#key}; empty fields are not in it
 */
public record ObjectFields(Map<String, FieldValue> values) {
    /** No fields. */
    public static final ObjectFields NONE = new ObjectFields(Map.of());

    public ObjectFields {
        values = Map.copyOf(values);
    }

    /** The value of a field; null if it is empty. */
    public @Nullable FieldValue value(FieldName field) {
        return values.get(field.key());
    }

    /** Collects the fields of a record. */
    public static final class Builder {
        private final Map<String, FieldValue> values = new HashMap<>();

        /** A field; an absent value or empty text leaves it empty. */
        public Builder put(String name, @Nullable FieldValue value) {
            if (value != null && !(value instanceof FieldValue.Text(String text) && text.isEmpty())) {
                values.put(FieldName.keyOf(name), value);
            }
            return this;
        }

        /** The fields so far. */
        public ObjectFields build() {
            return new ObjectFields(values);
        }
    }
}
