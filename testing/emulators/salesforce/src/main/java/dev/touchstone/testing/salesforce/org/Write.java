package dev.touchstone.testing.salesforce.org;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a write. Names of types and fields in any case; values as JSON or CSV carry them, or as the field keeps them. */
public sealed interface Write {
    /** The name of the type as given. */
    String type();

    /** A new record. */
    record Create(String type, Map<String, @Nullable Object> fields) implements Write {
        public Create {
            fields = copy(fields);
        }
    }

    /** Other values for a record. */
    record Update(String type, String id, Map<String, @Nullable Object> fields) implements Write {
        public Update {
            fields = copy(fields);
        }
    }

    /**
     * Other values for the record with this value in an external id field, or a new record.
     *
     * @param key name of the field; {@code Id} is one too
     */
    record Upsert(String type, String key, String value, Map<String, @Nullable Object> fields) implements Write {
        public Upsert {
            fields = copy(fields);
        }
    }

    /**
     * Into the recycle bin.
     *
     * @param type the type the record must be of; empty for any
     */
    record Delete(String type, String id) implements Write {}

    /** Out of existence; also what is in the recycle bin already. */
    record HardDelete(String type, String id) implements Write {}

    /** Out of the recycle bin. */
    record Undelete(String type, String id) implements Write {}

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> fields) {
        return Collections.unmodifiableMap(new HashMap<>(fields));
    }
}
