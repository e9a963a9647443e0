package dev.touchstone.testing.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import java.util.List;
import java.util.Map;

/**
 * How the files of a job are written.
 *
 * @param lineEnding {@code LF} or {@code CRLF}
 * @param columnDelimiter {@code COMMA} and so on
 */
record CsvFormat(String lineEnding, String columnDelimiter) {
    private static final Map<String, Character> DELIMITERS =
            Map.of("BACKQUOTE", '`', "CARET", '^', "COMMA", ',', "PIPE", '|', "SEMICOLON", ';', "TAB", '\t');
    private static final List<String> ENDINGS = List.of("LF", "CRLF");

    /** The format of a job that is created. */
    static CsvFormat parse(JsonNode body) throws ApiRefusal {
        String ending = body.path("lineEnding").asText("LF");
        String delimiter = body.path("columnDelimiter").asText("COMMA");
        String type = body.path("contentType").asText("CSV");
        if (!ENDINGS.contains(ending)) {
            throw BulkRefusals.invalidJob("lineEnding has to be one of " + ENDINGS + ", not " + ending);
        }
        if (!DELIMITERS.containsKey(delimiter)) {
            throw BulkRefusals.invalidJob("columnDelimiter " + delimiter + " is not known");
        }
        if (!type.equals("CSV")) {
            throw BulkRefusals.invalidJob("contentType has to be CSV, not " + type);
        }
        return new CsvFormat(ending, delimiter);
    }

    char delimiter() {
        return DELIMITERS.getOrDefault(columnDelimiter, ',');
    }

    /** One line with its end; every value is quoted. */
    String line(List<String> values) {
        StringBuilder line = new StringBuilder(64 * values.size());
        for (String value : values) {
            if (!line.isEmpty()) {
                line.append(delimiter());
            }
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        }
        return line.append(lineEnding.equals("LF") ? "\n" : "\r\n").toString();
    }
}
