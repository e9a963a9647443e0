package dev.touchstone.commandline.rulefile;

import dev.touchstone.touchpoint.v1.TouchpointField;
import dev.touchstone.touchpoint.v1.TouchpointFieldConcatenation;
import dev.touchstone.touchpoint.v1.TouchpointFieldMappingEntry;
import dev.touchstone.touchpoint.v1.TouchpointFieldPart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads calculated fields line by line. */
final class FieldFileReader {
    private static final String ARROW = "->";
    private static final String KEYS = "field:, from:, extracts:, maps:, others:, concatenates: or #";

    private final List<TouchpointField> fields = new ArrayList<>();
    private final TouchpointField.Builder field = TouchpointField.newBuilder();
    /** Keys of the field that is being read; empty before the first. */
    private final Set<String> keys = new HashSet<>();

    private String from = "";
    private String key = "";
    private int number;

    /** The fields of all lines. */
    List<TouchpointField> fields() throws RuleFile.Wrong {
        end();
        return List.copyOf(fields);
    }

    void line(String line, int lineNumber) throws RuleFile.Wrong {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        number = lineNumber;
        if (Character.isWhitespace(line.charAt(0))) {
            continuation(line.strip());
            return;
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new RuleFile.Wrong(number, "must begin with " + KEYS);
        }
        String next = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        if (next.equals("field")) {
            end();
            keys.add(next);
            field.setName(value);
        } else {
            put(next, value);
        }
        key = next;
    }

    private void put(String next, String value) throws RuleFile.Wrong {
        if (keys.isEmpty()) {
            throw new RuleFile.Wrong(number, "the first field must begin with field: and its name");
        }
        if (!keys.add(next) && !next.equals("maps")) {
            throw new RuleFile.Wrong(number, "the field has a '" + next + "' already");
        }
        switch (next) {
            case "from" -> from = value;
            case "extracts" -> {
                requireOnly("extracts");
                field.getExtractsBuilder().setPattern(Quotes.readAll(value, number));
            }
            case "maps" -> {
                requireOnly("maps");
                field.getMapsToBuilder().addEntries(entry(value));
            }
            case "others" -> {
                requireOnly("maps");
                field.getMapsToBuilder().setOtherResult(Quotes.readAll(value, number));
            }
            case "concatenates" -> {
                requireOnly("concatenates");
                addParts(value);
            }
            default -> throw new RuleFile.Wrong(number, "'" + next + "' is unknown; a line begins with " + KEYS);
        }
    }

    /** A field comes about in one way. */
    private void requireOnly(String way) throws RuleFile.Wrong {
        boolean same = switch (field.getDefinitionCase()) {
            case DEFINITION_NOT_SET -> true;
            case EXTRACTS -> way.equals("extracts");
            case MAPS_TO -> way.equals("maps");
            case CONCATENATES -> way.equals("concatenates");
        };
        if (!same) {
            throw new RuleFile.Wrong(number, "a field either extracts, or maps, or concatenates");
        }
    }

    private void continuation(String text) throws RuleFile.Wrong {
        switch (key) {
            case "maps" -> field.getMapsToBuilder().addEntries(entry(text));
            case "concatenates" -> addParts(text);
            default -> throw new RuleFile.Wrong(number, "nothing is there that this line could continue");
        }
    }

    private TouchpointFieldMappingEntry entry(String written) throws RuleFile.Wrong {
        TouchpointFieldMappingEntry.Builder entry = TouchpointFieldMappingEntry.newBuilder();
        String rest;
        if (Quotes.beginsAt(written, 0)) {
            Quotes.Read value = Quotes.read(written, 0, number);
            entry.setValue(value.text());
            rest = written.substring(value.end()).strip();
        } else {
            int arrow = Math.max(0, written.indexOf(ARROW));
            entry.setValue(written.substring(0, arrow).strip());
            rest = written.substring(arrow);
        }
        if (!rest.startsWith(ARROW)) {
            throw new RuleFile.Wrong(number, "an entry of the table is written: value -> result");
        }
        return entry.setResult(Quotes.readAll(rest.substring(ARROW.length()).strip(), number))
                .build();
    }

    private void addParts(String written) throws RuleFile.Wrong {
        TouchpointFieldConcatenation.Builder parts = field.getConcatenatesBuilder();
        int at = 0;
        while (at < written.length()) {
            if (Character.isWhitespace(written.charAt(at))) {
                at++;
            } else if (Quotes.beginsAt(written, at)) {
                Quotes.Read text = Quotes.read(written, at, number);
                parts.addParts(TouchpointFieldPart.newBuilder().setText(text.text()));
                at = text.end();
            } else {
                int end = at;
                while (end < written.length()
                        && !Character.isWhitespace(written.charAt(end))
                        && !Quotes.beginsAt(written, end)) {
                    end++;
                }
                parts.addParts(TouchpointFieldPart.newBuilder().setField(written.substring(at, end)));
                at = end;
            }
        }
    }

    private void end() throws RuleFile.Wrong {
        if (keys.isEmpty()) {
            return;
        }
        switch (field.getDefinitionCase()) {
            case EXTRACTS -> field.getExtractsBuilder().setField(from);
            case MAPS_TO -> field.getMapsToBuilder().setField(from);
            case CONCATENATES, DEFINITION_NOT_SET -> {
                if (!from.isEmpty()) {
                    throw new RuleFile.Wrong(
                            number,
                            "the field '" + field.getName()
                                    + "' has a from: and neither extracts: nor maps: to use it");
                }
            }
        }
        fields.add(field.build());
        field.clear();
        keys.clear();
        from = "";
        key = "";
    }
}
