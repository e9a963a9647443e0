package dev.touchstone.touchpoint.rule;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name with tokens: {@code Outbound Sales - {Task.AssignedTo}}. A brace that is meant as such is doubled.
 *
 * @param parts texts and fields, in order; no two texts beside each other, none of them empty
 */
public record NameTemplate(List<Part> parts) {
    public NameTemplate {
        parts = List.copyOf(parts);
    }

    /** A piece of a name. */
    public sealed interface Part {
        /** Stands for itself. */
        record Literal(String text) implements Part {}

        /** Stands for the value of a field. */
        record Token(FieldName field) implements Part {}
    }

    /** The fields it shows. */
    public Stream<FieldName> fields() {
        return parts.stream()
                .filter(Part.Token.class::isInstance)
                .map(Part.Token.class::cast)
                .map(Part.Token::field);
    }

    /** The name for some records; an empty field leaves nothing in its place. */
    public String name(FieldSource fields) {
        return parts.stream()
                .map(part -> text(part, fields))
                .collect(Collectors.joining())
                .strip();
    }

    /** As rules write it. */
    public String text() {
        return parts.stream()
                .map(part -> switch (part) {
                    case Part.Literal(String text) -> text.replace("{", "{{").replace("}", "}}");
                    case Part.Token(FieldName field) -> "{" + field.text() + "}";
                })
                .collect(Collectors.joining());
    }

    private static String text(Part part, FieldSource fields) {
        return switch (part) {
            case Part.Literal(String text) -> text;
            case Part.Token(FieldName field) -> {
                FieldValue value = fields.value(field);
                yield value == null ? "" : value.text();
            }
        };
    }
}
