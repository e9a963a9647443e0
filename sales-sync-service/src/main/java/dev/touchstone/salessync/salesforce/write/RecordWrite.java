package dev.touchstone.salessync.salesforce.write;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record is to be. Pure.
 *
 * @param type API name of its object
 * @param id 15 or 18 characters; empty for one that is made, or found by a key field
 * @param values by API name: text, boolean, whole number, {@link BigDecimal}, {@link LocalDate}, {@link Instant} (kept to the millisecond), or
 *     null to clear the field
 */
public record RecordWrite(String type, String id, Map<String, @Nullable Object> values) {
    public RecordWrite {
        values.forEach((field, value) -> {
            if (!isWritable(value)) {
                throw new IllegalArgumentException("the value of " + field
                        + " is a text, a boolean, a number, a date or a time but is a "
                        + value.getClass().getSimpleName());
            }
        });
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A record that is made, or found by a key field among the values. */
    public static RecordWrite of(String type, Map<String, @Nullable Object> values) {
        return new RecordWrite(type, "", values);
    }

    private static boolean isWritable(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigDecimal
                || value instanceof LocalDate
                || value instanceof Instant;
    }
}
