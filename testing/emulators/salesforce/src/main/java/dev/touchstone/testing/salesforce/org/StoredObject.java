package dev.touchstone.testing.salesforce.org;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that somebody wrote. Empty fields are not kept. */
final class StoredObject implements SObject {
    private final String type;
    private final String id;
    private final Map<String, Object> values;

    StoredObject(String type, String id, Map<String, @Nullable Object> fields) {
        this.type = type;
        this.id = id;
        Map<String, Object> kept = new HashMap<>(fields.size() * 4 / 3 + 1);
        fields.forEach((name, value) -> {
            if (value != null) {
                kept.put(name, value);
            }
        });
        this.values = Collections.unmodifiableMap(kept);
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Instant systemModstamp() {
        return values.get(SystemFields.STAMP) instanceof Instant stamp ? stamp : Instant.EPOCH;
    }

    @Override
    public boolean isDeleted() {
        return Boolean.TRUE.equals(values.get(SystemFields.IS_DELETED));
    }

    @Override
    public @Nullable Object value(String field) {
        return field.equals(SystemFields.ID) ? id : values.get(field);
    }

    /** The fields that are not empty, to be changed by the caller. */
    Map<String, @Nullable Object> copyOfFields() {
        return new HashMap<>(values);
    }
}
