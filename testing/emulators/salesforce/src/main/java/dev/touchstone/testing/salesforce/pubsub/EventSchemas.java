package dev.touchstone.testing.salesforce.pubsub;

import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The topics that can be subscribed to, and all schemas that their events ever had. Thread-safe. */
final class EventSchemas {
    private static final Set<String> SELECTED = Set.of("Task", "Lead", "Contact");
    private static final String PREFIX = "/data/";
    private static final String SUFFIX = "ChangeEvent";

    private final Schema types;
    private final Map<String, EventSchema> current = new LinkedHashMap<>();
    private final Map<String, String> jsonById = new LinkedHashMap<>();
    private Set<String> selected = SELECTED;

    EventSchemas(Schema types) {
        this.types = types;
    }

    /** The topic of a type. */
    static String topic(String entity) {
        return PREFIX + entity + SUFFIX;
    }

    /** Which types have a topic. */
    synchronized void select(Set<String> entities) {
        selected = Set.copyOf(entities);
    }

    /** The types that have a topic at first. */
    synchronized void reset() {
        selected = SELECTED;
    }

    /** Id of a topic's current schema; empty if there is no such topic. */
    synchronized Optional<String> currentId(String topic) {
        return selected.stream()
                .filter(entity -> topic(entity).equals(topic))
                .findFirst()
                .flatMap(this::current)
                .map(EventSchema::id);
    }

    /** The current schema of a type's events; empty if it has no topic. */
    synchronized Optional<EventSchema> current(String entity) {
        return selected.contains(entity) ? types.find(entity).map(this::of) : Optional.empty();
    }

    /** A schema by its id, current or not. */
    synchronized Optional<String> json(String id) {
        return Optional.ofNullable(jsonById.get(id));
    }

    /** A type that was changed is another object: that is how a change is noticed. */
    private EventSchema of(ObjectType type) {
        EventSchema schema = current.get(type.name());
        if (schema == null || schema.type() != type) {
            schema = new EventSchema(type);
            current.put(type.name(), schema);
            jsonById.put(schema.id(), schema.json());
        }
        return schema;
    }
}
