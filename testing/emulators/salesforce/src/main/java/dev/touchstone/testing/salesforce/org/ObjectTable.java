package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of one type: those that were written, above those that are computed. Guarded by the organisation's lock. */
final class ObjectTable {
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::seconds).thenComparing(Place::id);

    private final String type;
    private final Map<String, StoredObject> stored = new HashMap<>();
    private final TreeSet<Place> order = new TreeSet<>(ORDER);
    private final Map<String, Map<Object, Set<String>>> indexes = new HashMap<>();

    /** Computed records that were written since, or are gone. */
    private final BitSet hidden = new BitSet();

    private @Nullable GeneratedRows generated;
    private long live;

    private record Place(long seconds, String id) {}

    ObjectTable(ObjectType type) {
        this.type = type.name();
        indexes.put(SystemFields.DELETED_WITH, new HashMap<>());
        index(type);
    }

    /** Takes over the indexed fields of the type; records that are there are found by new ones too. */
    void index(ObjectType now) {
        for (Field field : now.fields()) {
            if (field.isIndexed() && field.type() != FieldType.ID && !indexes.containsKey(field.name())) {
                indexes.put(field.name(), new HashMap<>());
                stored.values().forEach(row -> addKey(field.name(), row));
            }
        }
    }

    /** Puts computed records below the written ones. */
    void generate(GeneratedRows rows) {
        generated = rows;
        hidden.clear();
        stored.keySet().forEach(this::hide);
    }

    @Nullable
    SObject get(String id) {
        StoredObject own = stored.get(id);
        if (own != null || generated == null) {
            return own;
        }
        int ordinal = generated.ordinalOf(id);
        return ordinal < 0 || hidden.get(ordinal) ? null : generated.at(ordinal);
    }

    void put(StoredObject row) {
        remove(row.id());
        stored.put(row.id(), row);
        order.add(place(row));
        indexes.keySet().forEach(field -> addKey(field, row));
        live += row.isDeleted() ? 0 : 1;
        hide(row.id());
    }

    /** Takes a record out of existence. */
    void purge(String id) {
        remove(id);
        hide(id);
    }

    long count() {
        return live + (generated == null ? 0 : generated.count() - hidden.cardinality());
    }

    Stream<SObject> withValue(String field, Object value) {
        if (field.equals(SystemFields.ID)) {
            return Stream.ofNullable(get(value.toString()));
        }
        Map<Object, Set<String>> index = indexes.get(field);
        if (index == null) {
            throw new IllegalArgumentException(type + "." + field + " has no index");
        }
        Object key = key(value);
        Stream<SObject> own = index.getOrDefault(key, Set.of()).stream().map(this::ownRow);
        GeneratedRows below = generated;
        if (below == null) {
            return own;
        }
        if (field.equals(SystemFields.DELETED_WITH)) {
            return own;
        }
        IntStream ordinals = below.candidates(field, value).orElseGet(() -> IntStream.range(0, below.count()));
        Stream<SObject> computed = ordinals.filter(ordinal -> !hidden.get(ordinal))
                .mapToObj(below::at)
                .filter(row -> holds(row, field, key));
        return Stream.concat(own, computed);
    }

    Iterator<SObject> byStamp(long fromSeconds) {
        return new Merge(fromSeconds);
    }

    private SObject ownRow(String id) {
        StoredObject row = stored.get(id);
        if (row == null) {
            throw new IllegalStateException("the index of " + type + " names " + id + ", which is not there");
        }
        return row;
    }

    private static boolean holds(SObject row, String field, Object key) {
        Object held = row.value(field);
        return held != null && key(held).equals(key);
    }

    private void remove(String id) {
        StoredObject before = stored.remove(id);
        if (before != null) {
            order.remove(place(before));
            live -= before.isDeleted() ? 0 : 1;
            indexes.forEach((field, index) -> {
                Object value = before.value(field);
                if (value != null) {
                    index.computeIfPresent(key(value), (key, ids) -> {
                        ids.remove(id);
                        return ids.isEmpty() ? null : ids;
                    });
                }
            });
        }
    }

    private void hide(String id) {
        int ordinal = generated == null ? -1 : generated.ordinalOf(id);
        if (ordinal >= 0) {
            hidden.set(ordinal);
        }
    }

    private void addKey(String field, StoredObject row) {
        Object value = row.value(field);
        if (value != null) {
            indexes.computeIfAbsent(field, name -> new HashMap<>())
                    .computeIfAbsent(key(value), key -> new HashSet<>(2))
                    .add(row.id());
        }
    }

    private static Place place(StoredObject row) {
        return new Place(row.systemModstamp().getEpochSecond(), row.id());
    }

    private static Object key(Object value) {
        return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
    }

    /** Both kinds of records by stamp and id. */
    private final class Merge implements Iterator<SObject> {
        private final Iterator<Place> own;
        private @Nullable Place ownNext;
        private int ordinal;

        private Merge(long fromSeconds) {
            own = order.tailSet(new Place(fromSeconds, ""), true).iterator();
            ordinal = generated == null ? 0 : firstFrom(generated, fromSeconds);
            advanceOwn();
            skipHidden();
        }

        @Override
        public boolean hasNext() {
            return ownNext != null || hasGenerated();
        }

        @Override
        public SObject next() {
            Place mine = ownNext;
            GeneratedRows below = generated;
            if (below == null || !hasGenerated()) {
                if (mine == null) {
                    throw new NoSuchElementException();
                }
                advanceOwn();
                return ownRow(mine.id());
            }
            if (mine != null && mine.seconds() <= below.stampOf(ordinal)) {
                SObject computed = below.at(ordinal);
                if (ORDER.compare(mine, new Place(below.stampOf(ordinal), computed.id())) < 0) {
                    advanceOwn();
                    return ownRow(mine.id());
                }
            }
            SObject row = below.at(ordinal++);
            skipHidden();
            return row;
        }

        private boolean hasGenerated() {
            return generated != null && ordinal < generated.count();
        }

        private void advanceOwn() {
            ownNext = own.hasNext() ? own.next() : null;
        }

        private void skipHidden() {
            ordinal = hidden.nextClearBit(ordinal);
        }
    }

    private static int firstFrom(GeneratedRows rows, long seconds) {
        int low = 0;
        int high = rows.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.stampOf(middle) < seconds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
