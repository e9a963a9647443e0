package dev.touchstone.testing.salesforce.population;

import dev.touchstone.testing.emulator.SalesforceIds;
import dev.touchstone.testing.salesforce.org.GeneratedRows;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The computed records of one type. */
record GeneratedTable(Population population, Kind kind, Schema schema) implements GeneratedRows {
    @Override
    public int count() {
        return kind.count();
    }

    @Override
    public SObject at(int ordinal) {
        return new Row(this, ordinal);
    }

    @Override
    public int ordinalOf(String id) {
        OptionalLong number = SalesforceIds.number(kind.keyPrefix(), id);
        return number.isPresent() && number.getAsLong() < kind.count() ? (int) number.getAsLong() : -1;
    }

    @Override
    public long stampOf(int ordinal) {
        return population.stampOf(ordinal, kind.count());
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        return kind.candidates(field, value);
    }

    /** Checkboxes that nobody ticked are not empty, also those that were added later. */
    private @Nullable Object emptyValue(String field) {
        boolean checkbox = schema.get(kind.type())
                .find(field)
                .filter(found -> found.type() == FieldType.BOOLEAN)
                .isPresent();
        return checkbox ? (Object) false : null;
    }

    private record Row(GeneratedTable table, int ordinal) implements SObject {
        @Override
        public String type() {
            return table.kind.type();
        }

        @Override
        public String id() {
            return SalesforceIds.of(table.kind.keyPrefix(), ordinal);
        }

        @Override
        public Instant systemModstamp() {
            return Instant.ofEpochSecond(table.stampOf(ordinal));
        }

        @Override
        public boolean isDeleted() {
            return false;
        }

        @Override
        public @Nullable Object value(String field) {
            return switch (field) {
                case "Id" -> id();
                case "IsDeleted" -> false;
                case "SystemModstamp", "CreatedDate", "LastModifiedDate" -> systemModstamp();
                case "CreatedById", "LastModifiedById" -> table.population.user(type(), ordinal);
                default -> {
                    Object value = table.kind.value(ordinal, field);
                    yield value == null ? table.emptyValue(field) : value;
                }
            };
        }
    }
}
