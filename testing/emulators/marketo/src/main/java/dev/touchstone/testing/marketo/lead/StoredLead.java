package dev.touchstone.testing.marketo.lead;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person that was put, written or changed.
 *
 * @param fields by REST name, {@code id} among them
 */
record StoredLead(long id, Map<String, @Nullable Object> fields, Instant createdAt, Instant updatedAt, String partition)
        implements Lead {
    StoredLead {
        Map<String, @Nullable Object> copy = new HashMap<>(fields);
        copy.put("id", id);
        fields = Collections.unmodifiableMap(copy);
    }

    @Override
    public @Nullable Object value(String field) {
        return fields.get(field);
    }
}
