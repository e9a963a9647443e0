package dev.touchstone.testing.marketo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.CallLog;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultPlan;
import dev.touchstone.testing.emulator.http.Answer;
import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.http.ApiError;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import dev.touchstone.testing.marketo.limit.CallMeter;
import dev.touchstone.testing.marketo.limit.Statistics;
import dev.touchstone.testing.marketo.limit.Tokens;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes every call: size limits, planned faults, token, limits, and then the end point that the path names. An error of the API
 * is HTTP 200 with {@code success: false}, as Marketo does it.
 */
final class Front implements HttpHandler {
    /** Bytes of path and query; one more is answered with HTTP 414. */
    private static final int MAX_URI_BYTES = 8 * 1024;

    /** Bytes of the body; one more is answered with HTTP 413. */
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private static final String TOKEN_PATH = "/identity/oauth/token";

    private final Clock clock;
    private final Tokens tokens;
    private final CallMeter meter;
    private final Statistics statistics;
    private final FaultPlan faults;
    private final CallLog log;
    private final Routes<Endpoint> routes;
    private volatile Duration latency;

    Front(
            Clock clock,
            Tokens tokens,
            CallMeter meter,
            Statistics statistics,
            FaultPlan faults,
            CallLog log,
            Routes<Endpoint> routes,
            Duration latency) {
        this.clock = clock;
        this.tokens = tokens;
        this.meter = meter;
        this.statistics = statistics;
        this.faults = faults;
        this.log = log;
        this.routes = routes;
        this.latency = latency;
    }

    /** Every call takes so long from now on, token calls included. */
    void latency(Duration other) {
        latency = other;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            boolean metered = isMetered(request);
            Instant arrival = clock.instant();
            int inFlight = metered ? meter.enter() : 0;
            Answer answer;
            try {
                answer = answer(request);
                pause(latency);
                log.add(call(request, arrival, inFlight, answer));
            } finally {
                // Counted out before the answer goes: a client that has its answer may call again at once.
                if (metered) {
                    meter.leave();
                }
            }
            answer.send(exchange, !isBulk(request) && acceptsGzip(request));
        }
    }

    /** A form posted with {@code _method=GET} stands for a GET. */
    private static Request read(HttpExchange exchange) throws IOException {
        Request request = Request.read(exchange, MAX_BODY_BYTES);
        boolean get = request.method().equals("POST")
                && request.parameter("_method").filter("GET"::equals).isPresent();
        return get ? request.as("GET") : request;
    }

    private Answer answer(Request request) {
        if (request.uriBytes() > MAX_URI_BYTES) {
            return Answer.status(414);
        }
        if (request.bodyBytes() > MAX_BODY_BYTES) {
            return Answer.status(413);
        }
        if (!isMetered(request) && !request.path().equals(TOKEN_PATH)) {
            return Answer.status(404);
        }
        Optional<Fault> fault = faults.next(request.sentMethod(), request.path());
        return fault.isPresent() ? faulty(request, fault.get()) : carryOut(request);
    }

    private Answer faulty(Request request, Fault fault) {
        return switch (fault) {
            case Fault.Code code -> refused(request, planned(code));
            case Fault.DropRequest ignored -> Answer.dropped();
            case Fault.DropAnswer ignored -> {
                carryOut(request);
                yield Answer.dropped();
            }
            case Fault.CutBody cut -> carryOut(request).cutAfter(cut.bytes());
            case Fault.CorruptBody ignored -> carryOut(request).corrupted();
            case Fault.HtmlBody ignored -> Answer.html();
            case Fault.HttpStatus status -> Answer.status(status.status());
            case Fault.NoResult ignored -> {
                carryOut(request);
                yield members(Map.of());
            }
            case Fault.Slow slow -> {
                Answer answer = carryOut(request);
                pause(slow.delay());
                yield answer;
            }
            case Fault.Stall stall -> {
                pause(stall.delay());
                yield carryOut(request);
            }
        };
    }

    private static ApiError planned(Fault.Code code) {
        return code.message().isEmpty() ? ApiError.of(code.code()) : new ApiError(code.code(), code.message());
    }

    private Answer carryOut(Request request) {
        if (request.path().equals(TOKEN_PATH)) {
            return token(request);
        }
        try {
            tokens.check(request.token());
            meter.admit();
            statistics.called();
            return switch (reply(request)) {
                case Reply.Members members -> members(members.members());
                case Reply.Text text -> Answer.text(text.status(), text.text(), "HTTP " + text.status());
                case Reply.File file -> Answer.download(file.bytes());
            };
        } catch (ApiRefusal refusal) {
            return refusal(refusal.error());
        }
    }

    private Reply reply(Request request) throws ApiRefusal {
        return switch (routes.find(request)) {
            case Routes.Found.Match<Endpoint> match -> match.endpoint().answer(match.request());
            case Routes.Found.WrongMethod<Endpoint> ignored -> throw new ApiRefusal("605");
            case Routes.Found.Unknown<Endpoint> ignored -> throw new ApiRefusal("610");
        };
    }

    private Answer token(Request request) {
        boolean grant = request.parameter("grant_type")
                .filter("client_credentials"::equals)
                .isPresent();
        Optional<Map<String, Object>> issued = grant
                ? tokens.issue(
                        request.parameter("client_id").orElse(""),
                        request.parameter("client_secret").orElse(""))
                : Optional.empty();
        return issued.map(token -> Answer.json(200, token, "ok"))
                .orElseGet(() -> Answer.json(
                        401,
                        Json.object("error", "unauthorized", "error_description", "Bad client credentials"),
                        "HTTP 401"));
    }

    /** A planned code comes after the token and the limits were looked at, and before anything is carried out. */
    private Answer refused(Request request, ApiError planned) {
        if (!request.path().equals(TOKEN_PATH)) {
            try {
                tokens.check(request.token());
                meter.admit();
                if (planned.isFree()) {
                    meter.refund();
                }
            } catch (ApiRefusal refusal) {
                return refusal(refusal.error());
            }
        }
        return refusal(planned);
    }

    private Answer refusal(ApiError error) {
        statistics.failed(error.code());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", UUID.randomUUID().toString());
        body.put("success", false);
        body.put("errors", List.of(error.toJson()));
        return Answer.json(200, body, error.code());
    }

    private static Answer members(Map<String, Object> members) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", UUID.randomUUID().toString());
        body.putAll(members);
        body.put("success", true);
        return Answer.json(200, body, "ok");
    }

    private static Call call(Request request, Instant arrival, int inFlight, Answer answer) {
        return new Call(
                arrival,
                request.sentMethod(),
                request.path(),
                request.shownParameters(),
                request.token() != null,
                inFlight,
                answer.outcome());
    }

    private static boolean isMetered(Request request) {
        return request.path().startsWith("/rest/") || isBulk(request);
    }

    private static boolean isBulk(Request request) {
        return request.path().startsWith("/bulk/");
    }

    private static boolean acceptsGzip(Request request) {
        return request.header("accept-encoding")
                .filter(value -> value.contains("gzip"))
                .isPresent();
    }

    private static void pause(Duration delay) {
        if (delay.isZero()) {
            return;
        }
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
