package dev.touchstone.testing.salesforce.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A type of records. Immutable; names of fields are found in any case. */
public final class ObjectType {
    private final String name;
    private final String keyPrefix;
    private final List<Field> fields;
    private final Map<String, Field> byName = new LinkedHashMap<>();
    private final Map<String, Field> byRelationship = new LinkedHashMap<>();

    /**
     * A type.
     *
     * @param keyPrefix the three characters with which the ids of its records begin
     */
    public ObjectType(String name, String keyPrefix, List<Field> fields) {
        this.name = name;
        this.keyPrefix = keyPrefix;
        this.fields = List.copyOf(fields);
        for (Field field : this.fields) {
            if (byName.put(lower(field.name()), field) != null) {
                throw new IllegalArgumentException(name + " has two fields " + field.name());
            }
            String relationship = field.relationship();
            if (relationship != null) {
                byRelationship.put(lower(relationship), field);
            }
        }
    }

    /** API name, {@code CampaignMember}. */
    public String name() {
        return name;
    }

    /** The three characters with which the ids of its records begin. */
    public String keyPrefix() {
        return keyPrefix;
    }

    /** Its fields: Id first, then in the order in which they were added. */
    public List<Field> fields() {
        return fields;
    }

    /** A field by its name in any case. */
    public Optional<Field> find(String field) {
        Field exact = byName.get(lower(field));
        return Optional.ofNullable(exact);
    }

    /** True if it has this field. */
    public boolean has(String field) {
        return byName.containsKey(lower(field));
    }

    /** The reference behind a relationship name in any case: {@code OwnerId} for {@code owner}. */
    public Optional<Field> findRelationship(String relationship) {
        return Optional.ofNullable(byRelationship.get(lower(relationship)));
    }

    /** The same type with one more field, or with a field of that name replaced. */
    ObjectType with(Field field) {
        List<Field> more = new ArrayList<>(without(field.name()).fields);
        more.add(field);
        return new ObjectType(name, keyPrefix, more);
    }

    /** The same type without a field. */
    ObjectType without(String field) {
        return new ObjectType(
                name,
                keyPrefix,
                fields.stream()
                        .filter(own -> !own.name().equalsIgnoreCase(field))
                        .toList());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
