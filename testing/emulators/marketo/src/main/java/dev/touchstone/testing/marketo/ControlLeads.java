package dev.touchstone.testing.marketo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadDigest;
import dev.touchstone.testing.marketo.lead.LeadEdits;
import dev.touchstone.testing.marketo.lead.LeadRows;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of {@link ControlApi} that is about people: what they really hold, and edits in Marketo. */
final class ControlLeads {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHUNK = 1_000;

    private final MarketoEmulator emulator;
    private final LeadRows rows;

    ControlLeads(MarketoEmulator emulator) {
        this.emulator = emulator;
        rows = new LeadRows(emulator.config().fields());
    }

    /** Everybody after an id, as JSON lines with the fields that were asked for. */
    void stream(Request request, HttpExchange exchange) throws IOException {
        List<String> fields = fields(request);
        stream(request, exchange, lead -> {
            try {
                return JSON.writeValueAsString(rows.row(lead, fields));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("a person cannot be written as JSON", impossible);
            }
        });
    }

    /** Everybody after an id: the id, a blank, and the hash of the fields that were asked for. */
    void streamDigests(Request request, HttpExchange exchange) throws IOException {
        List<String> fields = fields(request);
        stream(request, exchange, lead -> lead.id() + " " + LeadDigest.of(lead, fields));
    }

    private List<String> fields(Request request) {
        List<String> asked = request.list("fields");
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("fields is missing: names of fields, with commas between");
        }
        return asked;
    }

    private void stream(Request request, HttpExchange exchange, Function<Lead, String> line) throws IOException {
        long after = Long.parseLong(request.parameter("after").orElse("0"));
        long left = Long.parseLong(request.parameter("limit").orElse(Long.toString(Long.MAX_VALUE)));
        exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=UTF-8");
        exchange.sendResponseHeaders(200, 0);
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8))) {
            while (left > 0) {
                List<Lead> chunk = emulator.leads().after(after, (int) Math.min(CHUNK, left));
                if (chunk.isEmpty()) {
                    return;
                }
                for (Lead lead : chunk) {
                    out.write(line.apply(lead));
                    out.write('\n');
                }
                after = chunk.get(chunk.size() - 1).id();
                left -= chunk.size();
            }
        }
    }

    /** Edits in their order; {@code quiet} and {@code date} are for all of them. */
    Map<String, Object> edit(JsonNode body) {
        int count = 0;
        for (JsonNode edit : body.path("edits")) {
            apply(edit, edits(body));
            count++;
        }
        return Json.object("applied", count, "now", emulator.clock().instant().toString());
    }

    private LeadEdits edits(JsonNode body) {
        if (body.path("quiet").asBoolean()) {
            return emulator.leads().quietly();
        }
        return emulator.leads()
                .dated(
                        body.has("date")
                                ? Instant.parse(body.get("date").asText())
                                : emulator.clock().instant());
    }

    private static void apply(JsonNode edit, LeadEdits edits) {
        String kind = edit.path("op").asText();
        switch (kind) {
            case "put" -> edits.put(edit.path("id").asLong(), values(edit.path("fields")));
            case "change" -> edits.change(edit.path("id").asLong(), values(edit.path("fields")));
            case "remove" -> edits.remove(edit.path("id").asLong());
            case "merge" -> {
                List<Long> losers = new ArrayList<>();
                edit.path("losers").forEach(loser -> losers.add(loser.asLong()));
                edits.merge(edit.path("winner").asLong(), losers);
            }
            default -> throw new IllegalArgumentException("there is no edit \"" + kind + "\"");
        }
    }

    private static Map<String, @Nullable Object> values(JsonNode fields) {
        Map<String, @Nullable Object> values = new HashMap<>();
        fields.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                values.put(field.getKey(), null);
            } else if (value.isBoolean()) {
                values.put(field.getKey(), value.asBoolean());
            } else {
                values.put(field.getKey(), value.isNumber() ? value.numberValue() : value.asText());
            }
        });
        return values;
    }

    /** Replaces everybody by a generated population. */
    Map<String, Object> populate(JsonNode body) {
        Population people = Population.of(body.path("count").asInt());
        people = people.withSeed(body.path("seed").asLong(people.seed()))
                .withQualifying(body.path("qualifying").asInt(people.qualifying()))
                .withIds(
                        body.path("firstId").asLong(people.firstId()),
                        body.path("idGap").asInt(people.idGap()))
                .withCreation(
                        Instant.parse(body.path("createdFrom")
                                .asText(people.createdFrom().toString())),
                        Instant.parse(body.path("createdUntil")
                                .asText(people.createdUntil().toString())));
        emulator.leads().populate(people);
        return Map.of("people", emulator.leads().size());
    }
}
