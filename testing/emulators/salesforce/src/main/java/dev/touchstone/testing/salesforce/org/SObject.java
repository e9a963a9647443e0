package dev.touchstone.testing.salesforce.org;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One state of a record; a later write makes another one. */
public interface SObject {
    /** The name of its type. */
    String type();

    /** Its id of 18 characters. */
    String id();

    /** When the system last touched it. */
    Instant systemModstamp();

    /** True if it lies in the recycle bin. */
    boolean isDeleted();

    /**
     * What a field holds, as {@link dev.touchstone.testing.salesforce.schema.FieldType} says.
     *
     * @param field API name in its own case
     */
    @Nullable
    Object value(String field);

    /** What a text field holds; null if it is empty. */
    default @Nullable String text(String field) {
        Object value = value(field);
        return value == null ? null : value.toString();
    }

    /** True if a checkbox is ticked. */
    default boolean isTrue(String field) {
        return Boolean.TRUE.equals(value(field));
    }
}
