package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.RecordSource;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.Values;
import dev.touchstone.testing.salesforce.soql.Query.Condition;
import dev.touchstone.testing.salesforce.soql.Query.Literal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which way a query comes to the records that may match: by their ids, by the value of an indexed field, or along the order
 * of stamps within bounds. What it yields still has to be tested.
 */
final class AccessPath {
    private static final String STAMP = "SystemModstamp";

    /** So many records of one owner are usual that the order of stamps is the better way. */
    private static final String OWNER = "OwnerId";

    private final ObjectType type;
    private final Optional<Lookup> lookup;
    private final Bounds bounds;

    private record Lookup(Field field, List<Object> values) {}

    /** Stamps, both ends included. */
    private record Bounds(Instant from, Instant until) {
        private static final Bounds ALL = new Bounds(Instant.EPOCH, Instant.MAX);

        private Bounds and(Bounds other) {
            return new Bounds(
                    from.isAfter(other.from) ? from : other.from, until.isBefore(other.until) ? until : other.until);
        }

        private Bounds or(Bounds other) {
            return new Bounds(
                    from.isBefore(other.from) ? from : other.from, until.isAfter(other.until) ? until : other.until);
        }
    }

    AccessPath(ObjectType type, Optional<Condition> where) throws Refusal {
        this.type = type;
        bounds = where.map(AccessPath::bounds).orElse(Bounds.ALL);
        lookup = where.isPresent() ? lookup(where.get()) : Optional.empty();
    }

    /** True if records come in the order of stamp and id. */
    boolean isByStamp() {
        return lookup.isEmpty();
    }

    Iterator<SObject> rows(RecordSource source) {
        if (lookup.isPresent()) {
            Lookup keys = lookup.get();
            Set<String> seen = new LinkedHashSet<>();
            return keys.values().stream()
                    .flatMap(value -> source.withValue(type.name(), keys.field().name(), value))
                    .filter(row -> seen.add(row.id()))
                    .iterator();
        }
        return new Until(source.byStamp(type.name(), bounds.from()), bounds.until());
    }

    /** Ends as soon as the stamps are above the bound. */
    private static final class Until implements Iterator<SObject> {
        private final Iterator<SObject> rows;
        private final Instant until;
        private @Nullable SObject next;

        private Until(Iterator<SObject> rows, Instant until) {
            this.rows = rows;
            this.until = until;
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public SObject next() {
            SObject row = next;
            if (row == null) {
                throw new NoSuchElementException();
            }
            advance();
            return row;
        }

        private void advance() {
            SObject row = rows.hasNext() ? rows.next() : null;
            next = row == null || row.systemModstamp().isAfter(until) ? null : row;
        }
    }

    private Optional<Lookup> lookup(Condition condition) throws Refusal {
        List<Condition> parts = condition instanceof Condition.And and ? and.parts() : List.of(condition);
        Optional<Lookup> best = Optional.empty();
        for (Condition part : parts) {
            Optional<Lookup> found = keys(part);
            boolean better =
                    found.isPresent() && (best.isEmpty() || found.get().field().type() == FieldType.ID);
            best = better ? found : best;
        }
        boolean weak = best.filter(found -> found.field().name().equals(OWNER)).isPresent();
        return weak && !bounds.equals(Bounds.ALL) ? Optional.empty() : best;
    }

    private Optional<Lookup> keys(Condition part) throws Refusal {
        return switch (part) {
            case Condition.Comparison comparison
            when comparison.operator().equals("=") -> keys(comparison.path(), List.of(comparison.value()));
            case Condition.In in when !in.negated() -> keys(in.path(), in.values());
            default -> Optional.empty();
        };
    }

    private Optional<Lookup> keys(String path, List<Literal> literals) throws Refusal {
        Optional<Field> field = type.find(path).filter(Field::isIndexed);
        boolean known = literals.stream()
                .allMatch(literal -> literal.kind() == Literal.Kind.TEXT || literal.kind() == Literal.Kind.NUMBER);
        if (field.isEmpty() || !known) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (Literal literal : literals) {
            Object value = Filters.value(field.get(), literal);
            if (value == null) {
                return Optional.empty();
            }
            values.add(field.get().type() == FieldType.INT ? (Object) ((Double) value).intValue() : value);
        }
        return Optional.of(new Lookup(field.get(), values));
    }

    /** The stamps outside of which the condition cannot hold. */
    private static Bounds bounds(Condition condition) {
        return switch (condition) {
            case Condition.And and ->
                and.parts().stream().map(part -> bounds(part)).reduce(Bounds.ALL, Bounds::and);
            case Condition.Or or ->
                or.parts().stream().map(part -> bounds(part)).reduce(Bounds::or).orElse(Bounds.ALL);
            case Condition.Comparison comparison -> bounds(comparison);
            case Condition.Not ignored -> Bounds.ALL;
            case Condition.In ignored -> Bounds.ALL;
            case Condition.InQuery ignored -> Bounds.ALL;
        };
    }

    private static Bounds bounds(Condition.Comparison comparison) {
        if (!comparison.path().equalsIgnoreCase(STAMP) || comparison.value().kind() != Literal.Kind.TIME) {
            return Bounds.ALL;
        }
        Instant time = Values.parseTime(comparison.value().text()).orElse(Instant.EPOCH);
        return switch (comparison.operator()) {
            case ">", ">=" -> new Bounds(time, Instant.MAX);
            case "<", "<=" -> new Bounds(Instant.EPOCH, time);
            case "=" -> new Bounds(time, time);
            default -> Bounds.ALL;
        };
    }
}
