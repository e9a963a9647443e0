package dev.touchstone.testing.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultJson;
import dev.touchstone.testing.emulator.http.Answer;
import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.salesforce.population.Population;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What other processes ask and plan, under {@code /emulator/v1}: truth, records, calls, clock, faults, logins, settings. No
 * session, no limit, no latency; nothing here is part of Salesforce. A wrong request is HTTP 400 with a sentence.
 */
final class ControlApi {
    static final String ROOT = "/emulator/v1/";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY = 64 * 1024 * 1024;

    private final SalesforceEmulator emulator;
    private final ControlRecords records;
    private final ControlLogins logins;
    private final ControlSettings settings;

    ControlApi(SalesforceEmulator emulator) {
        this.emulator = emulator;
        records = new ControlRecords(emulator.org());
        logins = new ControlLogins(emulator);
        settings = new ControlSettings(emulator);
    }

    void handle(HttpExchange exchange) throws IOException {
        Request request = Request.read(exchange, MAX_BODY);
        String what = request.method() + " " + request.path().substring(ROOT.length());
        Answer answer;
        try {
            answer = switch (what) {
                case "GET records" -> lines(records.list(request));
                case "GET writes" -> lines(records.writes(request));
                case "GET calls" -> lines(calls());
                default -> Answer.json(200, answer(what, request), "ok");
            };
        } catch (IllegalArgumentException | DateTimeException wrong) {
            answer = Answer.json(400, Map.of("error", String.valueOf(wrong.getMessage())), "ok");
        }
        answer.send(exchange, false);
    }

    private Map<String, ? extends @Nullable Object> answer(String what, Request request) {
        return switch (what) {
            case "GET truth" -> TruthReport.of(emulator);
            case "GET clock" -> clock();
            case "POST clock" -> moveClock(body(request));
            case "POST records" -> records.edit(body(request));
            case "POST population" -> populate(body(request));
            case "GET digest" -> records.digest(request);
            case "POST faults" -> planFault(body(request));
            case "POST settings" -> settings.set(body(request));
            case "POST users" -> logins.user(body(request));
            case "POST apps" -> logins.app(body(request));
            case "POST browser" -> logins.browser(body(request));
            default -> {
                carryOut(what);
                yield Map.of();
            }
        };
    }

    private void carryOut(String what) {
        switch (what) {
            case "DELETE faults" -> emulator.faults().clear();
            case "DELETE calls" -> {
                emulator.calls().clear();
                emulator.meter().reset();
            }
            case "DELETE rules" -> settings.clearRules();
            case "POST sessions/expire" -> emulator.expireSessions();
            case "POST cursors/expire" -> emulator.expireCursors();
            case "POST instance/move" -> emulator.moveInstance();
            case "POST reset" -> emulator.reset();
            default -> throw new IllegalArgumentException("there is no " + what);
        }
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

    private Map<String, Object> populate(JsonNode body) {
        Population.of(body.path("contacts").asInt())
                .withSeed(body.path("seed").asLong(1))
                .putInto(emulator.org());
        return Map.of("contacts", emulator.org().count("Contact"));
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

    private List<Map<String, Object>> calls() {
        return emulator.calls().all().stream()
                .map(call -> Json.object(
                        "time", call.time().toString(),
                        "method", call.method(),
                        "path", call.path(),
                        "inFlight", call.inFlight(),
                        "outcome", call.outcome()))
                .toList();
    }

    private static JsonNode body(Request request) {
        try {
            return request.jsonWhateverItsType();
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the body is not JSON", notJson);
        }
    }

    private static Answer lines(List<? extends Map<String, ? extends @Nullable Object>> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map<String, ? extends @Nullable Object> row : rows) {
            text.append(JSON.writeValueAsString(row)).append('\n');
        }
        return Answer.text(200, text.toString(), "ok");
    }
}
