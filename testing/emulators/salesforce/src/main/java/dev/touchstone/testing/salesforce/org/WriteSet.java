package dev.touchstone.testing.salesforce.org;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a transaction has written so far, above what is committed. */
final class WriteSet {
    private final Tables tables;
    private final Writer writer;
    private final Map<String, Staged> staged = new LinkedHashMap<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private Instant stamp;

    /**
     * A record as the transaction leaves it.
     *
     * @param before as it is committed; null for a new one
     * @param after null if it is out of existence
     */
    record Staged(
            String type,
            String id,
            @Nullable SObject before,
            @Nullable StoredObject after) {}

    /** A row that was carried out. */
    record Accepted(String operation, String type, String id, Map<String, @Nullable Object> fields) {}

    WriteSet(Tables tables, Writer writer, Instant stamp) {
        this.tables = tables;
        this.writer = writer;
        this.stamp = stamp;
    }

    Writer writer() {
        return writer;
    }

    /** The stamp of what is written now. */
    Instant stamp() {
        return stamp;
    }

    void stamp(Instant now) {
        stamp = now;
    }

    Tables tables() {
        return tables;
    }

    Optional<SObject> get(String id) {
        Staged mine = staged.get(id);
        return mine != null ? Optional.ofNullable(mine.after()) : tables.get(id);
    }

    /** The records with this value in an indexed field, without the recycle bin. */
    List<SObject> withValue(String type, String field, Object value) {
        return anyWithValue(type, field, value).filter(row -> !row.isDeleted()).toList();
    }

    /** The records of a type that went into the recycle bin together with another one. */
    List<SObject> deletedWith(String type, String root) {
        return anyWithValue(type, SystemFields.DELETED_WITH, root).toList();
    }

    private Stream<SObject> anyWithValue(String type, String field, Object value) {
        Stream<SObject> committed = tables.withValue(type, field, value).filter(row -> !staged.containsKey(row.id()));
        Stream<SObject> mine = staged.values().stream()
                .filter(row -> row.type().equals(type))
                .flatMap(row -> Stream.<SObject>ofNullable(row.after()))
                .filter(row -> equal(row.value(field), value));
        return Stream.concat(committed, mine);
    }

    void stage(StoredObject after) {
        staged.put(after.id(), new Staged(after.type(), after.id(), committed(after.id()), after));
    }

    void purge(String type, String id) {
        staged.put(id, new Staged(type, id, committed(id), null));
    }

    void accept(String operation, String type, String id, Map<String, @Nullable Object> fields) {
        accepted.add(new Accepted(operation, type, id, fields));
    }

    /** Refuses to write a record that another open transaction has written. */
    void checkFree(String id) throws Rejection {
        if (tables.isHeld(id) && !staged.containsKey(id)) {
            throw Rejection.isLocked(id);
        }
    }

    Collection<Staged> staged() {
        return staged.values();
    }

    List<Accepted> accepted() {
        return accepted;
    }

    private @Nullable SObject committed(String id) {
        Staged mine = staged.get(id);
        return mine != null ? mine.before() : tables.get(id).orElse(null);
    }

    /** True if two values of a field are the same; the case of texts does not count. */
    static boolean equal(@Nullable Object one, Object other) {
        if (one instanceof String text && other instanceof String otherText) {
            return text.toLowerCase(Locale.ROOT).equals(otherText.toLowerCase(Locale.ROOT));
        }
        return other.equals(one);
    }
}
