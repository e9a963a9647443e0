package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.RecordId;
import dev.touchstone.testing.salesforce.schema.Schema;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tables of all types, and the next id of each. Guarded by the organisation's lock. */
final class Tables implements RecordSource {
    /** Ids of written records begin here; computed ones lie below. */
    private static final long FIRST_NUMBER = 1_000_000_000;

    private final Schema schema;
    private final Map<String, ObjectTable> tables = new HashMap<>();

    /** Records that somebody's open transaction has written. */
    private final Set<String> held = new HashSet<>();

    private final Map<String, Long> numbers = new HashMap<>();

    Tables(Schema schema) {
        this.schema = schema;
        schema.types().forEach(type -> tables.put(type.name(), new ObjectTable(type)));
    }

    ObjectTable table(String type) {
        ObjectTable table = tables.get(type);
        if (table == null) {
            throw new IllegalArgumentException("there is no type " + type);
        }
        return table;
    }

    /** Takes over the indexed fields of the types as they are now. */
    void index() {
        tables.forEach((type, table) -> table.index(schema.get(type)));
    }

    String nextId(ObjectType type) {
        long number = numbers.merge(type.name(), 1L, Long::sum);
        return RecordId.of(type.keyPrefix(), FIRST_NUMBER + number);
    }

    /** Nobody else writes these records until they are released. */
    void hold(Set<String> ids) {
        held.addAll(ids);
    }

    void release(Set<String> ids) {
        held.removeAll(ids);
    }

    boolean isHeld(String id) {
        return held.contains(id);
    }

    /** The id of the first record of a type that is written. */
    static String firstId(ObjectType type) {
        return RecordId.of(type.keyPrefix(), FIRST_NUMBER + 1);
    }

    /** Nothing is there any more. */
    void clear() {
        numbers.clear();
        held.clear();
        schema.types().forEach(type -> tables.put(type.name(), new ObjectTable(type)));
    }

    ObjectType type(String name) {
        return schema.get(name);
    }

    List<ObjectType> types() {
        return schema.types();
    }

    Optional<ObjectType> typeOf(String id) {
        return schema.ofId(id);
    }

    @Override
    public Optional<SObject> get(String id) {
        return schema.ofId(id).map(type -> table(type.name()).get(id));
    }

    @Override
    public Stream<SObject> withValue(String type, String field, Object value) {
        return table(type).withValue(field, value);
    }

    @Override
    public Iterator<SObject> byStamp(String type, Instant from) {
        return table(type).byStamp(from.getEpochSecond());
    }

    @Override
    public long count(String type) {
        return table(type).count();
    }
}
