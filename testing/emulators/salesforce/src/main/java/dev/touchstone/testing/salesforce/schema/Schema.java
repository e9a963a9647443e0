package dev.touchstone.testing.salesforce.schema;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types of an organisation and when each was changed. Thread-safe. */
public final class Schema {
    private final Clock clock;
    private final Map<String, ObjectType> types = new LinkedHashMap<>();
    private final Map<String, Instant> changes = new LinkedHashMap<>();
    private final Map<String, ObjectType> byPrefix = new LinkedHashMap<>();
    private long version;

    /** The standard types. */
    public Schema(Clock clock) {
        this.clock = clock;
        reset();
    }

    /** Back to the standard types. */
    public synchronized void reset() {
        types.clear();
        byPrefix.clear();
        StandardObjects.all().forEach(this::put);
    }

    /** A type by its name in any case. */
    public synchronized Optional<ObjectType> find(String name) {
        return Optional.ofNullable(types.get(lower(name)));
    }

    /**
     * A type that is there.
     *
     * @throws IllegalArgumentException if it is not
     */
    public ObjectType get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("there is no type " + name));
    }

    /** All types. */
    public synchronized List<ObjectType> types() {
        return List.copyOf(types.values());
    }

    /** The type of the record with this id, by its first three characters. */
    public synchronized Optional<ObjectType> ofId(String id) {
        return id.length() < RecordId.PREFIX ? Optional.empty() : Optional.ofNullable(byPrefix.get(prefix(id)));
    }

    /**
     * Adds a field, or replaces the one of that name.
     *
     * @throws IllegalArgumentException if there is no such type
     */
    public synchronized void addField(String type, Field field) {
        put(get(type).with(field));
    }

    /** Removes a field; nobody sees its values any more. */
    public synchronized void removeField(String type, String field) {
        put(get(type).without(field));
    }

    /** Rises with every change of a type. */
    public synchronized long version() {
        return version;
    }

    /** When a type was last changed. */
    public synchronized Instant changedAt(String type) {
        Instant change = changes.get(lower(type));
        if (change == null) {
            throw new IllegalArgumentException("there is no type " + type);
        }
        return change;
    }

    private void put(ObjectType type) {
        types.put(lower(type.name()), type);
        byPrefix.put(type.keyPrefix(), type);
        changes.put(lower(type.name()), clock.instant());
        version++;
    }

    private static String prefix(String id) {
        return id.substring(0, RecordId.PREFIX);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
