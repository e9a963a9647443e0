package dev.touchstone.testing.marketo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes every call: size limits, planned faults, token, limits, and then the API that the path names. An error of the API is
 * HTTP 200 with {@code success: false}, as Marketo does it.
 */
final class Front implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN_PATH = "/identity/oauth/token";
    private static final String REST = "/rest/";

    private final Clock clock;
    private final Tokens tokens;
    private final CallMeter meter;
    private final FaultPlan faults;
    private final CallLog log;
    private final Map<String, Api> apis;

    /** One end point of {@code /rest}: from the request to the members of the answer. */
    @FunctionalInterface
    interface Api {
        Map<String, Object> answer(Request request) throws ApiRefusal;
    }

    /** What is sent: HTTP status, type and body; or nothing at all. */
    private record Answer(int status, String type, String body, String outcome) {
        static Answer json(Object body, String outcome) throws IOException {
            return new Answer(200, "application/json;charset=UTF-8", JSON.writeValueAsString(body), outcome);
        }

        static Answer status(int status) {
            return new Answer(status, "text/plain", "", "HTTP " + status);
        }

        boolean isDropped() {
            return outcome.equals("dropped");
        }
    }

    Front(Clock clock, Tokens tokens, CallMeter meter, FaultPlan faults, CallLog log, Map<String, Api> apis) {
        this.clock = clock;
        this.tokens = tokens;
        this.meter = meter;
        this.faults = faults;
        this.log = log;
        this.apis = Map.copyOf(apis);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Instant arrival = clock.instant();
        int inFlight = meter.enter();
        boolean left = false;
        try (exchange) {
            Request request = Request.read(exchange);
            Answer answer = answer(request);
            log.add(call(request, arrival, inFlight, answer));
            // Counted out before the answer goes: a client that has its answer may call again at once.
            meter.leave();
            left = true;
            if (!answer.isDropped()) {
                send(exchange, answer);
            }
        } finally {
            if (!left) {
                meter.leave();
            }
        }
    }

    private Answer answer(Request request) throws IOException {
        if (request.uriBytes() > Request.MAX_URI_BYTES) {
            return Answer.status(414);
        }
        if (request.bodyBytes() > Request.MAX_BODY_BYTES) {
            return Answer.status(413);
        }
        if (request.path().equals(TOKEN_PATH)) {
            return token(request);
        }
        if (!request.path().startsWith(REST)) {
            return Answer.status(404);
        }
        Optional<Fault> fault = faults.next();
        return fault.isPresent() ? faulty(request, fault.get()) : rest(request, Optional.empty());
    }

    private Answer faulty(Request request, Fault fault) throws IOException {
        return switch (fault) {
            case Fault.Code code -> rest(request, Optional.of(ApiError.of(code.code())));
            case Fault.DropAnswer ignored -> {
                rest(request, Optional.empty());
                yield new Answer(0, "", "", "dropped");
            }
            case Fault.HtmlBody ignored ->
                new Answer(200, "text/html", "<html><body>Please wait</body></html>", "html");
            case Fault.HttpStatus status -> Answer.status(status.status());
            case Fault.Slow slow -> {
                Answer answer = rest(request, Optional.empty());
                pause(slow);
                yield answer;
            }
        };
    }

    private Answer token(Request request) throws IOException {
        boolean grant = request.parameter("grant_type")
                .filter("client_credentials"::equals)
                .isPresent();
        Optional<Map<String, Object>> issued = grant
                ? tokens.issue(
                        request.parameter("client_id").orElse(""),
                        request.parameter("client_secret").orElse(""))
                : Optional.empty();
        if (issued.isPresent()) {
            return Answer.json(issued.get(), "ok");
        }
        Map<String, String> refusal = Map.of("error", "unauthorized", "error_description", "Bad client credentials");
        return new Answer(401, "application/json", JSON.writeValueAsString(refusal), "HTTP 401");
    }

    private Answer rest(Request request, Optional<ApiError> planned) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", UUID.randomUUID().toString());
        try {
            tokens.check(request.token());
            meter.admit();
            if (planned.isPresent()) {
                throw refusal(planned.get());
            }
            Api api = apis.get(request.path());
            if (api == null) {
                throw new ApiRefusal("610");
            }
            if (!request.isRead()) {
                throw new ApiRefusal("605", "HTTP Method not supported");
            }
            body.putAll(api.answer(request));
            body.put("success", true);
            return Answer.json(body, "ok");
        } catch (ApiRefusal refusal) {
            body.put("success", false);
            body.put("errors", List.of(refusal.error().toJson()));
            return Answer.json(body, refusal.error().code());
        }
    }

    private ApiRefusal refusal(ApiError planned) {
        if (planned.isFree()) {
            meter.refund();
        }
        return new ApiRefusal(planned.code(), planned.message());
    }

    private static Call call(Request request, Instant arrival, int inFlight, Answer answer) {
        Map<String, String> parameters = new HashMap<>(request.parameters());
        parameters.remove("client_secret");
        return new Call(
                arrival,
                request.method(),
                request.path(),
                parameters,
                request.token() != null,
                inFlight,
                answer.outcome());
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void pause(Fault.Slow slow) {
        try {
            Thread.sleep(slow.delay());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
