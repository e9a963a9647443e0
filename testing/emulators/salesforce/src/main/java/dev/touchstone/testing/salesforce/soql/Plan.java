package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.RecordSource;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.soql.Query.Order;
import dev.touchstone.testing.salesforce.soql.Query.Selected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A query whose names are known, ready to run. */
final class Plan {
    private final Query query;
    private final ObjectType type;
    private final List<FieldPath> columns;
    private final RowTest test;
    private final AccessPath access;
    private final List<Key> order;

    private record Key(FieldPath path, Order order) {}

    private Plan(
            Query query, ObjectType type, List<FieldPath> columns, RowTest test, AccessPath access, List<Key> order) {
        this.query = query;
        this.type = type;
        this.columns = columns;
        this.test = test;
        this.access = access;
        this.order = order;
    }

    static Plan bind(Binder binder, Query query) throws Refusal {
        ObjectType type = binder.type(query.type());
        List<FieldPath> columns = new ArrayList<>();
        for (Selected selected : query.selected()) {
            switch (selected) {
                case Selected.Path path -> columns.add(binder.path(type, path.path()));
                case Selected.Fields fields -> columns.addAll(fields(binder, type, query, fields));
                case Selected.Aggregate ignored -> {
                    // Bound by Groups, if there are any.
                }
            }
        }
        Filters filters = new Filters(binder, type, false);
        RowTest test = query.where().isPresent() ? filters.test(query.where().get()) : (source, row) -> true;
        List<Key> order = new ArrayList<>();
        for (Order key : query.orderBy()) {
            FieldPath path = binder.path(type, key.path());
            if (path.field().type() == FieldType.TEXTAREA && path.field().length() > Filters.MAX_FILTERED) {
                throw new Refusal(
                        "INVALID_FIELD", "field '" + path.field().name() + "' can not be sorted in a query call");
            }
            order.add(new Key(path, key));
        }
        return new Plan(query, type, List.copyOf(columns), test, new AccessPath(type, query.where()), order);
    }

    private static List<FieldPath> fields(Binder binder, ObjectType type, Query query, Selected.Fields fields)
            throws Refusal {
        if (query.range().limit() > 200 && !fields.which().equalsIgnoreCase("STANDARD")) {
            throw new Refusal("MALFORMED_QUERY", "The SOQL FIELDS function must have a LIMIT of at most 200");
        }
        return binder.all(type, fields.which());
    }

    ObjectType type() {
        return type;
    }

    Query query() {
        return query;
    }

    /** The fields of a row that is not computed. */
    List<FieldPath> columns() {
        return columns;
    }

    boolean isAggregate() {
        return query.isAggregate();
    }

    /** The records that a query selects, in its order, within its limits. */
    List<SObject> find(RecordSource source, boolean all) {
        List<SObject> found = new ArrayList<>();
        stream(source, all, found::add);
        return found;
    }

    /** How many records there are. */
    long count(RecordSource source, boolean all) {
        if (query.where().isEmpty() && !all && !isActivity()) {
            return Math.min(source.count(type.name()), query.range().limit());
        }
        long[] count = new long[1];
        stream(source, all, row -> count[0]++);
        return count[0];
    }

    /** Hands the same over one by one; nothing is kept if the order is that of the stamps, or none. */
    void stream(RecordSource source, boolean all, Consumer<SObject> reader) {
        Query.Range range = query.range();
        if (order.isEmpty() || isStampOrder()) {
            matching(source, all, range.offset(), range.limit(), reader);
            return;
        }
        List<SObject> found = new ArrayList<>();
        matching(source, all, 0, Integer.MAX_VALUE, found::add);
        found.sort(comparator(source));
        found.stream().skip(range.offset()).limit(range.limit()).forEach(reader);
    }

    /** All records that match, whatever the order and the limits say. */
    void matching(RecordSource source, boolean all, Consumer<SObject> reader) {
        matching(source, all, 0, Integer.MAX_VALUE, reader);
    }

    private void matching(RecordSource source, boolean all, int offset, int limit, Consumer<SObject> reader) {
        Iterator<SObject> rows = access.rows(source);
        int skip = offset;
        int left = limit;
        while (left > 0 && rows.hasNext()) {
            SObject row = rows.next();
            boolean visible = all || (!row.isDeleted() && !(isActivity() && row.isTrue("IsArchived")));
            if (visible && test.test(source, row)) {
                if (skip > 0) {
                    skip--;
                } else {
                    reader.accept(row);
                    left--;
                }
            }
        }
    }

    private boolean isActivity() {
        return type.name().equals("Task") || type.name().equals("Event");
    }

    /** True if the wanted order is the one in which records come: by stamp, then perhaps by id. */
    private boolean isStampOrder() {
        List<String> names = order.stream().map(key -> key.path().name()).toList();
        return access.isByStamp()
                && order.stream().noneMatch(key -> key.order().descending())
                && (names.equals(List.of("SystemModstamp")) || names.equals(List.of("SystemModstamp", "Id")));
    }

    private Comparator<SObject> comparator(RecordSource source) {
        return (one, other) -> {
            for (Key key : order) {
                int outcome =
                        compare(key, key.path().value(source, one), key.path().value(source, other));
                if (outcome != 0) {
                    return outcome;
                }
            }
            return 0;
        };
    }

    private static int compare(Key key, @Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            int nullFirst = one == null ? (other == null ? 0 : -1) : 1;
            return key.order().nullsLast() ? -nullFirst : nullFirst;
        }
        int outcome =
                Filters.isId(key.path().field()) ? Comparing.compareIds(one, other) : Comparing.compare(one, other);
        return key.order().descending() ? -outcome : outcome;
    }

    /** The grouped fields' order, for rows that are computed. */
    Optional<Comparator<List<@Nullable Object>>> groupOrder(List<FieldPath> grouped) {
        if (order.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((one, other) -> {
            for (Key key : order) {
                int at = grouped.stream()
                        .map(FieldPath::name)
                        .toList()
                        .indexOf(key.path().name());
                int outcome = at < 0 ? 0 : compare(key, one.get(at), other.get(at));
                if (outcome != 0) {
                    return outcome;
                }
            }
            return 0;
        });
    }
}
