package dev.touchstone.salessync.salesforce.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** A schema of events, parsed once. Thread-safe. */
public final class EventSchema {
    private final Schema schema;
    private final FieldLayout layout;
    private final Set<String> names;

    private EventSchema(Schema schema) {
        this.schema = schema;
        List<List<String>> places = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            places.add(compound(field.schema())
                    .map(members -> FieldLayout.namesOf(
                            field.name(),
                            members.getFields().stream().map(Schema.Field::name).toList()))
                    .orElseGet(() -> List.of(field.name())));
        }
        this.layout = new FieldLayout(places);
        this.names = Set.copyOf(layout.names());
    }

    /**
     * Reads a schema.
     *
     * @throws IllegalArgumentException if the text is no schema of change events
     */
    public static EventSchema parse(String json) {
        try {
            Schema parsed = new Schema.Parser().parse(json);
            if (parsed.getType() != Schema.Type.RECORD || parsed.getField(EventReader.HEADER) == null) {
                throw new IllegalArgumentException("a schema of change events has a " + EventReader.HEADER);
            }
            return new EventSchema(parsed);
        } catch (AvroRuntimeException noSchema) {
            throw new IllegalArgumentException("a schema of change events is Avro in JSON", noSchema);
        }
    }

    Schema avro() {
        return schema;
    }

    FieldLayout layout() {
        return layout;
    }

    /** All fields of its events, by the names that queries use. */
    public Set<String> names() {
        return names;
    }

    /** The members of a compound field. The name of an account is one only if the event says so: it is a text as a rule. */
    static Optional<Schema> compound(Schema schema) {
        if (schema.getType() != Schema.Type.UNION
                || schema.getTypes().stream().anyMatch(type -> type.getType() == Schema.Type.STRING)) {
            return Optional.empty();
        }
        return schema.getTypes().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .findFirst();
    }
}
