package dev.touchstone.testing.marketo.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.marketo.asset.StaticLists;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Times;
import dev.touchstone.testing.marketo.lead.LeadRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job exports.
 *
 * @param fields REST names, in the order of columns
 * @param headers column headers that differ from the field's name
 * @param format {@code CSV}, {@code TSV} or {@code SSV}
 * @param filter who
 */
record ExportSpec(List<String> fields, Map<String, String> headers, String format, Filter filter) {
    private static final Duration MAX_WINDOW = Duration.ofDays(31);

    /** Who is exported; both ends of a window belong to it. */
    sealed interface Filter {
        /** Created within a window. */
        record Created(Instant from, Instant until) implements Filter {}

        /** Any field changed last within a window. */
        record Updated(Instant from, Instant until) implements Filter {}

        /** Members of a static list. */
        record Members(long list) implements Filter {}
    }

    ExportSpec {
        fields = List.copyOf(fields);
        headers = Map.copyOf(headers);
    }

    /** The character between columns. */
    char separator() {
        return switch (format) {
            case "TSV" -> '\t';
            case "SSV" -> ';';
            default -> ',';
        };
    }

    /** Reads the body of a create call. */
    static ExportSpec parse(JsonNode body, LeadRows rows, StaticLists lists, boolean updatedAtWorks) throws ApiRefusal {
        List<String> fields = new ArrayList<>();
        for (JsonNode field : body.path("fields")) {
            rows.check(field.asText());
            fields.add(field.asText());
        }
        if (fields.isEmpty()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter 'fields'");
        }
        Map<String, String> headers = new HashMap<>();
        body.path("columnHeaderNames")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        String format = body.path("format").asText("CSV");
        if (!List.of("CSV", "TSV", "SSV").contains(format)) {
            throw new ApiRefusal("1003", "Invalid format '" + format + "'");
        }
        return new ExportSpec(fields, headers, format, filter(body.path("filter"), lists, updatedAtWorks));
    }

    private static Filter filter(JsonNode filter, StaticLists lists, boolean updatedAtWorks) throws ApiRefusal {
        if (filter.size() != 1) {
            throw new ApiRefusal("1003", "A job has exactly one filter");
        }
        String type = filter.fieldNames().next();
        JsonNode value = filter.get(type);
        return switch (type) {
            case "createdAt" -> {
                Instant from = time(value, "startAt");
                yield new Filter.Created(from, end(value, from));
            }
            case "updatedAt" -> {
                if (!updatedAtWorks) {
                    throw new ApiRefusal("1035");
                }
                Instant from = time(value, "startAt");
                yield new Filter.Updated(from, end(value, from));
            }
            case "staticListId" -> new Filter.Members(list(Optional.of(value.asLong()), lists));
            case "staticListName" -> new Filter.Members(list(lists.named(value.asText()), lists));
            case "smartListId", "smartListName" -> throw new ApiRefusal("1035");
            default -> throw new ApiRefusal("1003", "Invalid filter type '" + type + "'");
        };
    }

    private static long list(Optional<Long> id, StaticLists lists) throws ApiRefusal {
        return id.filter(lists::exists).orElseThrow(() -> new ApiRefusal("1013"));
    }

    private static Instant end(JsonNode window, Instant from) throws ApiRefusal {
        Instant until = time(window, "endAt");
        if (until.isBefore(from) || Duration.between(from, until).compareTo(MAX_WINDOW) > 0) {
            throw new ApiRefusal("1003", "The date range must be 31 days or fewer");
        }
        return until;
    }

    private static Instant time(JsonNode window, String name) throws ApiRefusal {
        if (!window.has(name)) {
            throw new ApiRefusal("1002", "Missing value for the required parameter '" + name + "'");
        }
        return Times.parse(window.get(name).asText());
    }
}
