package dev.touchstone.touchpoint.touchpointfield;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * A calculated field of touchpoints (requirement, section 4.6).
 *
 * @param name without {@code Touchpoint.}, as its author spells it
 * @param definition how it comes about
 */
public record TouchpointField(String name, Definition definition) {
    /** How a field comes about. */
    public sealed interface Definition {
        /** The fields that it names, in its order. */
        Stream<FieldName> inputs();
    }

    /**
     * Cut out of a field: what the group matches where the pattern first matches.
     *
     * @param field the field
     * @param pattern an RE2 expression with exactly one capture group
     */
    public record Extraction(FieldName field, String pattern) implements Definition {
        @Override
        public Stream<FieldName> inputs() {
            return Stream.of(field);
        }
    }

    /**
     * Looked up in a table, whatever the case of the value.
     *
     * @param field the field
     * @param entries the table, each value once
     * @param otherResult what other values give; empty for no value
     */
    public record ValueMap(FieldName field, List<Entry> entries, String otherResult) implements Definition {
        public ValueMap {
            entries = List.copyOf(entries);
        }

        /** What a value gives. */
        public record Entry(String value, String result) {}

        @Override
        public Stream<FieldName> inputs() {
            return Stream.of(field);
        }
    }

    /**
     * Joined; without value if one of its fields is.
     *
     * @param parts in order
     */
    public record Concatenation(List<Part> parts) implements Definition {
        public Concatenation {
            parts = List.copyOf(parts);
        }

        @Override
        public Stream<FieldName> inputs() {
            return parts.stream()
                    .filter(Part.Input.class::isInstance)
                    .map(Part.Input.class::cast)
                    .map(Part.Input::field);
        }
    }

    /** A part of what is joined. */
    public sealed interface Part {
        /** Stands for itself. */
        record Fixed(String text) implements Part {}

        /** Stands for the value of a field. */
        record Input(FieldName field) implements Part {}
    }

    /** As rules name it. */
    public FieldName fieldName() {
        return nameOf(name);
    }

    /** As rules name the field of a name. */
    public static FieldName nameOf(String name) {
        return new FieldName(RecordObject.TOUCHPOINT, name);
    }
}
