package dev.touchstone.mapping.ruleset;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values.
 *
 * <p><b>Source:</b> RFC 4180: a field may stand in double quotes, a double quote inside is written twice; lines end with LF
 * or CRLF. A line break inside quotes belongs to the field.
 */
final class CsvText {
    private final String text;
    private int position;

    private CsvText(String text) {
        this.text = text;
    }

    /**
     * All lines, each as its fields. A byte-order mark at the start and empty lines are left out.
     *
     * @throws IllegalArgumentException if a quote is not closed or something follows a closed one
     */
    static List<List<String>> read(String text) {
        CsvText csv = new CsvText(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<List<String>> lines = new ArrayList<>();
        while (csv.position < csv.text.length()) {
            List<String> line = csv.line();
            if (line.size() > 1 || !line.get(0).isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private List<String> line() {
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (position < text.length() && text.charAt(position) == ',') {
            position++;
            fields.add(field());
        }
        endLine();
        return fields;
    }

    private void endLine() {
        if (text.startsWith("\r\n", position)) {
            position += 2;
        } else if (position < text.length() && text.charAt(position) == '\n') {
            position++;
        } else if (position < text.length()) {
            throw new IllegalArgumentException("something follows the closing quote of a field");
        }
    }

    private String field() {
        return position < text.length() && text.charAt(position) == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = position;
        while (position < text.length()
                && ",\n".indexOf(text.charAt(position)) < 0
                && !text.startsWith("\r\n", position)) {
            position++;
        }
        return text.substring(start, position);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c != '"') {
                field.append(c);
            } else if (position < text.length() && text.charAt(position) == '"') {
                field.append('"');
                position++;
            } else {
                return field.toString();
            }
        }
        throw new IllegalArgumentException("the quote of a field is not closed");
    }
}
