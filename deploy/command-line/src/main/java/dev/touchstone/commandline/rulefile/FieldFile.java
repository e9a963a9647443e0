package dev.touchstone.commandline.rulefile;

import dev.touchstone.touchpoint.v1.TouchpointField;
import dev.touchstone.touchpoint.v1.TouchpointFieldConcatenation;
import dev.touchstone.touchpoint.v1.TouchpointFieldExtraction;
import dev.touchstone.touchpoint.v1.TouchpointFieldMapping;
import dev.touchstone.touchpoint.v1.TouchpointFieldMappingEntry;
import dev.touchstone.touchpoint.v1.TouchpointFieldPart;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Calculated touchpoint fields as a text that people keep in their version control:
 *
 * <pre>
 * # where the campaign runs
 * field: Region
 * from: Touchpoint.LandingPageRaw
 * extracts: BZ=(\d{2})-\d{2}
 *
 * field: RegionName
 * from: Touchpoint.Region
 * maps: 01 -> NA
 *       04 -> EMEA
 * others: Elsewhere
 *
 * field: Tier
 * concatenates: Lead.Segment__c "_" Lead.Grade__c
 * </pre>
 *
 * <p>Lines of {@code #} and empty lines mean nothing; a line that begins with a blank is another entry of a table, or continues
 * what is put together. A text stands in double quotes where it has an arrow, a quote, or a blank at its ends; {@code "} and
 * {@code \} are {@code \"} and {@code \\} there.
 */
public final class FieldFile {
    private static final String ARROW = " -> ";

    private FieldFile() {}

    /** The fields of a text; whether they make sense is for the service to say. */
    public static List<TouchpointField> read(List<String> lines) throws RuleFile.Wrong {
        FieldFileReader reader = new FieldFileReader();
        for (int i = 0; i < lines.size(); i++) {
            reader.line(lines.get(i), i + 1);
        }
        return reader.fields();
    }

    /** Fields as a text that reads as the same fields. */
    public static String write(List<TouchpointField> fields) {
        return fields.stream().map(FieldFile::write).collect(Collectors.joining("\n"));
    }

    private static String write(TouchpointField field) {
        String name = "field: " + field.getName() + "\n";
        return switch (field.getDefinitionCase()) {
            case EXTRACTS -> {
                TouchpointFieldExtraction extraction = field.getExtracts();
                yield name + "from: " + extraction.getField() + "\nextracts: " + Quotes.write(extraction.getPattern())
                        + "\n";
            }
            case MAPS_TO -> name + write(field.getMapsTo());
            case CONCATENATES -> name + write(field.getConcatenates());
            case DEFINITION_NOT_SET -> name;
        };
    }

    private static String write(TouchpointFieldMapping mapping) {
        StringBuilder text = new StringBuilder("from: " + mapping.getField() + "\n");
        for (TouchpointFieldMappingEntry entry : mapping.getEntriesList()) {
            text.append(text.indexOf("maps:") < 0 ? "maps: " : "      ")
                    .append(Quotes.write(entry.getValue()))
                    .append(ARROW)
                    .append(Quotes.write(entry.getResult()))
                    .append('\n');
        }
        return mapping.getOtherResult().isEmpty()
                ? text.toString()
                : text + "others: " + Quotes.write(mapping.getOtherResult()) + "\n";
    }

    private static String write(TouchpointFieldConcatenation concatenation) {
        return concatenation.getPartsList().stream()
                .map(part -> part.getPartCase() == TouchpointFieldPart.PartCase.TEXT
                        ? Quotes.quoted(part.getText())
                        : part.getField())
                .collect(Collectors.joining(" ", "concatenates: ", "\n"));
    }
}
