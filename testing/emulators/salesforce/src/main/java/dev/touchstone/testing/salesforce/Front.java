package dev.touchstone.testing.salesforce;

import com.sun.net.httpserver.HttpExchange;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.CallLog;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultPlan;
import dev.touchstone.testing.emulator.http.Answer;
import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.salesforce.auth.LoginApi;
import dev.touchstone.testing.salesforce.http.ApiError;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.rest.ErrorStatus;
import dev.touchstone.testing.salesforce.rest.Maintenance;
import dev.touchstone.testing.salesforce.rest.RequestMeter;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes every call: sizes, planned faults, and then the login end points or the REST API. What is answered is kept in the truth
 * log.
 */
final class Front {
    /** Bytes of a URI, and of request line and headers together; one more is refused by the edge. */
    private static final int MAX_HEAD_BYTES = 16_384;

    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
    private static final int MAX_UPLOAD_BYTES = 152 * 1024 * 1024;
    private static final String HTML = "text/html;charset=UTF-8";

    private final Clock clock;
    private final LoginApi logins;
    private final Gate gate;
    private final RequestMeter meter;
    private final FaultPlan faults;
    private final CallLog log;
    private volatile Duration latency;

    Front(
            Clock clock,
            LoginApi logins,
            Gate gate,
            RequestMeter meter,
            FaultPlan faults,
            CallLog log,
            Duration latency) {
        this.clock = clock;
        this.logins = logins;
        this.gate = gate;
        this.meter = meter;
        this.faults = faults;
        this.log = log;
        this.latency = latency;
    }

    /** Every call takes so long from now on, login included. */
    void latency(Duration other) {
        latency = other;
    }

    /** A call on its way: what came, where, and its number at the meter. */
    private record Arrival(Request request, URI host, long number) {}

    /**
     * Answers a call.
     *
     * @param host the server it came to
     */
    void handle(HttpExchange exchange, URI host) throws IOException {
        boolean upload = exchange.getRequestMethod().equals("PUT");
        int maxBody = upload ? MAX_UPLOAD_BYTES : MAX_BODY_BYTES;
        Request request = Request.read(exchange, maxBody);
        Instant time = clock.instant();
        long number = meter.enter();
        int inFlight = meter.inHand();
        Answer answer;
        try {
            answer = request.bodyBytes() > maxBody ? Answer.status(413) : answer(new Arrival(request, host, number));
            pause(latency);
            log.add(new Call(
                    time,
                    request.sentMethod(),
                    request.path(),
                    request.shownParameters(),
                    request.token() != null,
                    inFlight,
                    answer.outcome()));
        } finally {
            // Counted out before the answer goes: a client that has its answer may call again at once.
            meter.leave(number);
        }
        answer.send(exchange, acceptsGzip(request));
    }

    private Answer answer(Arrival arrival) {
        Request request = arrival.request();
        if (request.uriBytes() > MAX_HEAD_BYTES) {
            return page(414, "Bad Message: URI Too Long");
        }
        if (request.headBytes() > MAX_HEAD_BYTES) {
            return page(431, "Bad Message: Request Header Fields Too Large");
        }
        if (gate.maintenance() == Maintenance.DOWN) {
            return page(503, "We are down for maintenance");
        }
        Optional<Fault> fault = faults.next(request.sentMethod(), request.path());
        return fault.isPresent() ? faulty(arrival, fault.get()) : carryOut(arrival);
    }

    private Answer faulty(Arrival arrival, Fault fault) {
        return switch (fault) {
            case Fault.Code code -> sent(refused(arrival, code));
            case Fault.DropRequest ignored -> Answer.dropped();
            case Fault.DropAnswer ignored -> {
                carryOut(arrival);
                yield Answer.dropped();
            }
            case Fault.CutBody cut -> carryOut(arrival).cutAfter(cut.bytes());
            case Fault.CorruptBody ignored -> carryOut(arrival).corrupted();
            case Fault.HtmlBody ignored -> Answer.html();
            case Fault.HttpStatus status -> Answer.status(status.status());
            case Fault.NoResult ignored -> {
                carryOut(arrival);
                yield sent(Reply.json(Json.object()));
            }
            case Fault.Slow slow -> {
                Answer answer = carryOut(arrival);
                pause(slow.delay());
                yield answer;
            }
            case Fault.Stall stall -> {
                pause(stall.delay());
                yield carryOut(arrival);
            }
        };
    }

    private Answer carryOut(Arrival arrival) {
        Request request = arrival.request();
        if (isRest(request)) {
            return sent(gate.answer(request, arrival.host(), arrival.number(), Optional.empty()));
        }
        return logins.answer(request, arrival.host())
                .map(Front::sent)
                .orElseGet(() -> page(404, "URL No Longer Exists"));
    }

    /** A planned code comes after the session and the limits were looked at, and before anything is carried out. */
    private Reply refused(Arrival arrival, Fault.Code code) {
        String message = code.message().isEmpty() ? code.code() : code.message();
        if (isRest(arrival.request())) {
            ApiRefusal refusal =
                    new ApiRefusal(ErrorStatus.of(code.code()), List.of(new ApiError(code.code(), message)));
            return gate.answer(arrival.request(), arrival.host(), arrival.number(), Optional.of(refusal));
        }
        return Reply.json(400, Json.object("error", code.code(), "error_description", message))
                .called(code.code());
    }

    private static boolean isRest(Request request) {
        return (request.path() + "/").startsWith(ApiRoutes.ROOT);
    }

    private static Answer page(int status, String text) {
        return sent(Reply.text(status, HTML, "<html><body>" + text + "</body></html>"));
    }

    private static Answer sent(Reply reply) {
        return new Answer(
                reply.status(),
                reply.type(),
                reply.text(),
                Optional.empty(),
                reply.headers(),
                reply.outcome(),
                Long.MAX_VALUE,
                false);
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
