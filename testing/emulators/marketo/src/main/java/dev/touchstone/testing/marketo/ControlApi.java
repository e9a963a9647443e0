package dev.touchstone.testing.marketo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultJson;
import dev.touchstone.testing.emulator.http.Answer;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.activity.Activity;
import dev.touchstone.testing.marketo.activity.ActivityTypes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What other processes ask and plan, under {@code /emulator/v1}: truth, people, activities, calls, clock, faults, settings. No
 * token, no limit, no latency; nothing here is part of Marketo. A wrong request is HTTP 400 with a sentence.
 */
final class ControlApi implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "/emulator/v1/";
    private static final int MAX_BODY = 64 * 1024 * 1024;

    private final MarketoEmulator emulator;
    private final ControlLeads leads;

    ControlApi(MarketoEmulator emulator) {
        this.emulator = emulator;
        leads = new ControlLeads(emulator);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = Request.read(exchange, MAX_BODY);
            String what = request.method() + " " + request.path().substring(ROOT.length());
            try {
                switch (what) {
                    case "GET leads" -> leads.stream(request, exchange);
                    case "GET digests" -> leads.streamDigests(request, exchange);
                    case "GET activities" -> streamActivities(request, exchange);
                    case "GET received" -> streamReceived(request, exchange);
                    case "GET calls" -> streamCalls(exchange);
                    default -> send(exchange, 200, answer(what, request));
                }
            } catch (IllegalArgumentException wrong) {
                send(exchange, 400, Map.of("error", String.valueOf(wrong.getMessage())));
            }
        }
    }

    private Map<String, Object> answer(String what, Request request) {
        return switch (what) {
            case "GET truth" -> TruthReport.of(emulator);
            case "GET clock" -> clock();
            case "POST clock" -> moveClock(body(request));
            case "POST leads" -> leads.edit(body(request));
            case "POST population" -> leads.populate(body(request));
            case "POST activities" -> recordActivity(body(request));
            case "POST faults" -> planFault(body(request));
            case "DELETE faults" -> {
                emulator.faults().clear();
                yield Map.of();
            }
            case "POST settings" -> set(body(request));
            case "POST tokens/expire" -> {
                emulator.expireTokens();
                yield Map.of();
            }
            case "POST reset" -> {
                emulator.reset();
                yield Map.of();
            }
            case "DELETE calls" -> {
                emulator.calls().clear();
                emulator.meter().reset();
                yield Map.of();
            }
            default -> throw new IllegalArgumentException("there is no " + what);
        };
    }

    private Map<String, Object> clock() {
        return Map.of("now", emulator.clock().instant().toString());
    }

    private Map<String, Object> moveClock(JsonNode body) {
        if (body.has("now")) {
            emulator.clock().set(Instant.parse(body.get("now").asText()));
        }
        emulator.clock()
                .advance(Duration.ofMillis((long) (body.path("advanceSeconds").asDouble() * 1_000)));
        return clock();
    }

    private Map<String, Object> planFault(JsonNode body) {
        if (body.has("seed")) {
            List<Fault> faults = new ArrayList<>();
            body.path("faults").forEach(fault -> faults.add(FaultJson.fault(fault)));
            emulator.faults()
                    .seeded(body.get("seed").asLong(), body.path("every").asInt(10), faults);
        } else {
            emulator.faults().add(FaultJson.rule(body));
        }
        return Map.of();
    }

    private Map<String, Object> recordActivity(JsonNode body) {
        int type = body.path("typeId")
                .asInt(ActivityTypes.named(body.path("type").asText())
                        .map(ActivityTypes.Type::id)
                        .orElse(0));
        if (type == 0) {
            throw new IllegalArgumentException("there is no such type of activity");
        }
        List<Activity.Attribute> attributes = new ArrayList<>();
        body.path("attributes")
                .properties()
                .forEach(attribute -> attributes.add(new Activity.Attribute(
                        attribute.getKey(), attribute.getValue().asText())));
        emulator.activities()
                .record(
                        type,
                        body.path("leadId").asLong(),
                        new Activity.Primary(
                                body.path("primaryId").asLong(),
                                body.path("primary").asText()),
                        attributes,
                        body.has("date")
                                ? Optional.of(Instant.parse(body.get("date").asText()))
                                : Optional.empty());
        return Map.of();
    }

    private Map<String, Object> set(JsonNode body) {
        Limits before = emulator.config().limits();
        if (body.has("limits")) {
            JsonNode limits = body.get("limits");
            emulator.limit(new Limits(
                    limits.path("callsPerWindow").asInt(before.callsPerWindow()),
                    before.window(),
                    limits.path("concurrentCalls").asInt(before.concurrentCalls()),
                    limits.path("callsPerDay").asInt(before.callsPerDay()),
                    Duration.ofSeconds(limits.path("tokenSeconds")
                            .asLong(before.tokenLife().toSeconds())),
                    limits.path("exportBytesPerDay").asLong(before.exportBytesPerDay())));
        }
        if (body.has("latencyMillis")) {
            emulator.latency(Duration.ofMillis(body.get("latencyMillis").asLong()));
        }
        if (body.has("visibleAfterMillis")) {
            emulator.activities()
                    .visibleAfter(
                            Duration.ofMillis(body.get("visibleAfterMillis").asLong()));
        }
        if (body.has("customVisibleAfterMillis")) {
            emulator.activities()
                    .customVisibleAfter(Duration.ofMillis(
                            body.get("customVisibleAfterMillis").asLong()));
        }
        if (body.has("feedScan")) {
            emulator.feeds().scan(body.get("feedScan").asInt());
        }
        if (body.has("otherCalls")) {
            emulator.meter().addOthers(body.get("otherCalls").asInt());
        }
        return Map.of();
    }

    private void streamActivities(Request request, HttpExchange exchange) throws IOException {
        List<String> types = request.list("types");
        lines(
                exchange,
                emulator
                        .activities()
                        .all(activity -> types.isEmpty() || types.contains(Integer.toString(activity.typeId())))
                        .stream()
                        .map(ControlApi::row)
                        .toList());
    }

    private void streamReceived(Request request, HttpExchange exchange) throws IOException {
        String key = request.parameter("key")
                .orElseThrow(() -> new IllegalArgumentException("key is missing: the name of an attribute"));
        lines(
                exchange,
                emulator.activities().received(key).stream()
                        .map(received -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("key", received.key());
                            row.put("copies", received.copies());
                            row.putAll(row(received.first()));
                            return row;
                        })
                        .toList());
    }

    private void streamCalls(HttpExchange exchange) throws IOException {
        lines(
                exchange,
                emulator.calls().all().stream()
                        .map(call -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("time", call.time().toString());
                            row.put("method", call.method());
                            row.put("path", call.path());
                            row.put("inFlight", call.inFlight());
                            row.put("outcome", call.outcome());
                            return row;
                        })
                        .toList());
    }

    private static Map<String, Object> row(Activity activity) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("number", activity.number());
        row.put("typeId", activity.typeId());
        row.put("leadId", activity.leadId());
        row.put("date", activity.date().toString());
        row.put("visibleFrom", activity.visibleFrom().toString());
        activity.primary().ifPresent(primary -> row.put("primary", primary.value()));
        Map<String, Object> attributes = new LinkedHashMap<>();
        activity.attributes().forEach(attribute -> attributes.put(attribute.name(), attribute.value()));
        row.put("attributes", attributes);
        return row;
    }

    private static JsonNode body(Request request) {
        try {
            return request.jsonWhateverItsType();
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the body is not JSON", notJson);
        }
    }

    private static void lines(HttpExchange exchange, List<Map<String, Object>> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> row : rows) {
            text.append(JSON.writeValueAsString(row)).append('\n');
        }
        Answer.text(200, text.toString(), "ok").send(exchange, false);
    }

    private static void send(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        Answer.json(status, body, "ok").send(exchange, false);
    }
}
