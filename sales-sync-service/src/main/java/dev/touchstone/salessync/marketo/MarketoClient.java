package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.salessync.remote.ErrorClass;
import dev.touchstone.salessync.remote.FileAnswer;
import dev.touchstone.salessync.remote.HttpAnswer;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one instance: token, turn, and an answer or a {@link MarketoError}. A token that Marketo refuses is renewed once. A
 * call that Marketo turned away for its pace (606, 615) was not executed and is made again when the gate lets it; nothing else
 * is repeated here.
 */
final class MarketoClient {
    /** After 615 so often in a row, the call ends. */
    private static final int MAX_CROWDED = 20;

    private static final Duration CROWDED_JITTER = Duration.ofMillis(500);

    private final MarketoCredentials credentials;
    private final Tools tools;
    private final AtomicLong calls = new AtomicLong();
    private final MarketoToken token;

    /** What all instances share. */
    record Tools(Http http, CallGate gate, Clock clock, RandomGenerator random, CallMeters meters) {}

    MarketoClient(MarketoCredentials credentials, Tools tools) {
        this.credentials = credentials;
        this.tools = tools;
        this.token = new MarketoToken(credentials, tools.http(), tools.clock(), calls);
    }

    /** One try: the result or the error, and what the gate is to know of it. */
    private record Reply<T>(@Nullable T result, @Nullable MarketoError error, CallOutcome outcome, String word) {}

    @FunctionalInterface
    private interface Try<T> {
        Reply<T> with(String accessToken);
    }

    /** Calls made so far, those for tokens included. */
    long calls() {
        return calls.get();
    }

    Instant now() {
        return tools.clock().instant();
    }

    void skipped(String path) {
        tools.meters().skipped(path);
    }

    /**
     * The body of a successful answer.
     *
     * @throws MarketoFailure if there is none
     */
    JsonNode call(Lane lane, MarketoRequest request) {
        return withTurns(lane, accessToken -> attempt(request, accessToken));
    }

    /**
     * Reads a file from a byte on.
     *
     * @return bytes written to the sink
     * @throws MarketoFailure if it breaks off; what came before is in the sink
     */
    long file(Lane lane, String path, long fromByte, OutputStream sink) {
        MarketoRequest request = MarketoRequest.read(path, Map.of());
        return withTurns(lane, accessToken -> filePart(request, fromByte, sink, accessToken));
    }

    private <T> T withTurns(Lane lane, Try<T> attempt) {
        try {
            return repeated(lane, attempt);
        } catch (InterruptedException stopped) {
            // While it waited for a token or its turn: nothing was sent.
            Thread.currentThread().interrupt();
            throw new MarketoFailure(MarketoError.Unreachable.read("interrupted"));
        }
    }

    private <T> T repeated(Lane lane, Try<T> attempt) throws InterruptedException {
        Repetition repetition = new Repetition(lane, token.get());
        while (true) {
            Reply<T> reply = inTurn(lane, repetition.patience(), attempt, repetition.accessToken);
            @Nullable T result = reply.result();
            if (result != null) {
                return result;
            }
            repetition.prepare(reply.error() == null ? MarketoError.Unreachable.read("no answer") : reply.error());
        }
    }

    /** What was tried for one call so far. */
    private final class Repetition {
        private final Lane lane;
        private final Instant start = tools.clock().instant();
        private String accessToken;
        private boolean renewed;
        private int crowded;

        Repetition(Lane lane, String accessToken) {
            this.lane = lane;
            this.accessToken = accessToken;
        }

        Duration patience() {
            return lane.patience().minus(Duration.between(start, tools.clock().instant()));
        }

        /** Makes the next try worth while, or ends the call. */
        void prepare(MarketoError error) throws InterruptedException {
            if (error instanceof MarketoError.Refused refused
                    && !renewed
                    && !refused.code().equals("603")) {
                renewed = true;
                accessToken = token.replace(accessToken);
            } else if (error instanceof MarketoError.TooConcurrent && crowded < MAX_CROWDED) {
                crowded++;
                Thread.sleep((long) (CROWDED_JITTER.toMillis() * tools.random().nextDouble()));
            } else if (!(error instanceof MarketoError.RateExceeded)
                    || patience().isNegative()) {
                // After 606 the gate itself waits until the window has passed.
                throw new MarketoFailure(error);
            }
        }
    }

    private <T> Reply<T> inTurn(Lane lane, Duration patience, Try<T> attempt, String accessToken)
            throws InterruptedException {
        CallGate.Turn turn = tools.gate().enter(lane, patience);
        // Stands if the call ends in no way that is known here, as by a sink that takes no more.
        CallOutcome outcome = CallOutcome.ANSWERED;
        Optional<MarketoError> instead = Optional.empty();
        Reply<T> reply;
        try {
            calls.incrementAndGet();
            reply = attempt.with(accessToken);
            outcome = reply.outcome();
            tools.meters().called(lane, reply.word());
        } finally {
            instead = tools.gate().end(turn, outcome);
        }
        return instead.isEmpty() ? reply : new Reply<>(reply.result(), instead.get(), outcome, reply.word());
    }

    private Reply<JsonNode> attempt(MarketoRequest request, String accessToken) {
        try {
            HttpAnswer answer = tools.http().call(address(request), request, accessToken);
            return answer.status() == 200
                    ? ofBody(Http.json(answer, request.write()), request)
                    : ofStatus(answer, request);
        } catch (MarketoFailure failure) {
            return ofFailure(failure);
        } catch (InterruptedException stopped) {
            return ofInterruption(request);
        }
    }

    private Reply<Long> filePart(MarketoRequest request, long fromByte, OutputStream sink, String accessToken) {
        try {
            FileAnswer answer = tools.http().file(address(request), fromByte, accessToken, sink);
            @Nullable HttpAnswer instead = answer.instead();
            if (instead == null) {
                return new Reply<>(answer.written(), null, CallOutcome.ANSWERED, "ok");
            }
            if (instead.status() == 416 && fromByte > 0) {
                // Nothing is left behind the last byte.
                return new Reply<>(0L, null, CallOutcome.ANSWERED, "ok");
            }
            Reply<JsonNode> reply = switch (instead.status()) {
                case 200 -> ofBody(Http.json(instead, false), request);
                // The file of a job that is complete appears a little later.
                case 404 -> new Reply<>(null, new MarketoError.FileNotThere(), CallOutcome.ANSWERED, "HTTP 404");
                default -> ofStatus(instead, request);
            };
            MarketoError error = reply.error() == null ? MarketoError.Unreachable.read("no file") : reply.error();
            return new Reply<>(null, error, reply.outcome(), reply.word());
        } catch (MarketoFailure failure) {
            return ofFailure(failure);
        } catch (InterruptedException stopped) {
            return ofInterruption(request);
        }
    }

    private Reply<JsonNode> ofBody(JsonNode body, MarketoRequest request) {
        if (body.path("success").asBoolean(false)) {
            return new Reply<>(body, null, CallOutcome.ANSWERED, "ok");
        }
        JsonNode first = body.path("errors").path(0);
        if (first.isMissingNode()) {
            MarketoError error = new MarketoError.Unreachable("neither success nor an error", request.write());
            return new Reply<>(null, error, CallOutcome.FAILED, "none");
        }
        String code = first.path("code").asText();
        String message = first.path("message").asText();
        String word = code.matches("[0-9]{3,4}") ? code : "other";
        CallOutcome outcome = CallOutcome.ofCode(code);
        if (CodeTable.of(code, message, request.write()).action() == Verdict.Action.EMPTY_RESULT) {
            return new Reply<>(JsonNodeFactory.instance.objectNode(), null, outcome, word);
        }
        MarketoError error = MarketoErrors.ofCode(
                code, message, request.attempt(), tools.clock().instant());
        return new Reply<>(null, error, outcome, word);
    }

    private static <T> Reply<T> ofStatus(HttpAnswer answer, MarketoRequest request) {
        MarketoError error = MarketoErrors.ofStatus(answer.status(), request.attempt());
        CallOutcome outcome = error.kind() == ErrorClass.TRANSIENT ? CallOutcome.FAILED : CallOutcome.ANSWERED;
        return new Reply<>(null, error, outcome, "HTTP " + answer.status());
    }

    private static <T> Reply<T> ofFailure(MarketoFailure failure) {
        MarketoError error = failure.error();
        CallOutcome outcome = error.kind() == ErrorClass.TRANSIENT ? CallOutcome.FAILED : CallOutcome.ANSWERED;
        return new Reply<>(null, error, outcome, "none");
    }

    private static <T> Reply<T> ofInterruption(MarketoRequest request) {
        Thread.currentThread().interrupt();
        MarketoError error = new MarketoError.Unreachable("interrupted", request.write());
        return new Reply<>(null, error, CallOutcome.ANSWERED, "none");
    }

    private URI address(MarketoRequest request) {
        return credentials.baseUrl().resolve(request.path());
    }
}
