package dev.touchstone.touchpoint.touchpointfield;

import java.util.List;

/**
 * A calculated field as it was sent: nothing of it has been looked at.
 *
 * @param name its name
 * @param definition how it comes about
 */
public record TouchpointFieldDraft(String name, Definition definition) {
    /** How a field comes about. */
    public sealed interface Definition {
        /** Cut out of a field. */
        record Extraction(String field, String pattern) implements Definition {}

        /** Looked up in a table. */
        record ValueMap(String field, List<TouchpointField.ValueMap.Entry> entries, String otherResult)
                implements Definition {
            public ValueMap {
                entries = List.copyOf(entries);
            }
        }

        /** Joined. */
        record Concatenation(List<Part> parts) implements Definition {
            public Concatenation {
                parts = List.copyOf(parts);
            }
        }

        /** None was sent. */
        record Missing() implements Definition {}
    }

    /** A part of what is joined. */
    public sealed interface Part {
        /** A text. */
        record Fixed(String text) implements Part {}

        /** A field. */
        record Input(String field) implements Part {}

        /** Neither was sent. */
        record Missing() implements Part {}
    }

    /** A field that was accepted earlier, to be checked again. */
    public static TouchpointFieldDraft of(TouchpointField field) {
        return new TouchpointFieldDraft(
                field.name(),
                switch (field.definition()) {
                    case TouchpointField.Extraction extraction ->
                        new Definition.Extraction(extraction.field().text(), extraction.pattern());
                    case TouchpointField.ValueMap map ->
                        new Definition.ValueMap(map.field().text(), map.entries(), map.otherResult());
                    case TouchpointField.Concatenation concatenation ->
                        new Definition.Concatenation(concatenation.parts().stream()
                                .map(TouchpointFieldDraft::part)
                                .toList());
                });
    }

    private static Part part(TouchpointField.Part part) {
        return switch (part) {
            case TouchpointField.Part.Fixed fixed -> new Part.Fixed(fixed.text());
            case TouchpointField.Part.Input input ->
                new Part.Input(input.field().text());
        };
    }
}
