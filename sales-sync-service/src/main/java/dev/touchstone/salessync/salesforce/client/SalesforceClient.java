package dev.touchstone.salessync.salesforce.client;

import dev.touchstone.salessync.remote.HttpAnswer;
import dev.touchstone.salessync.remote.HttpFailure;
import dev.touchstone.salessync.remote.HttpTransport;
import dev.touchstone.salessync.salesforce.auth.Session;
import dev.touchstone.salessync.salesforce.auth.Sessions;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceError.TooLarge;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Unreachable;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.LimitInfo;
import dev.touchstone.salessync.salesforce.limit.SalesforceGate;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.limit.SalesforceOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one connection: session, turn, and an answer or a {@link SalesforceError}. A session that is over is renewed once; nothing else
 * is repeated here, because whoever calls knows what a failure is worth. Thread-safe.
 */
public final class SalesforceClient {
    private final Sessions sessions;
    private final SalesforceGate gate;
    private final Tools tools;
    private final CallMeters meters;
    private final AtomicLong calls = new AtomicLong();

    /** What all connections share. */
    public record Tools(HttpTransport transport, SalesforcePolicy policy, Clock clock, MeterRegistry meters) {}

    /**
     * @param gate of the organisation
     */
    public SalesforceClient(Sessions sessions, SalesforceGate gate, Tools tools) {
        this.sessions = sessions;
        this.gate = gate;
        this.tools = tools;
        this.meters = new CallMeters(tools.meters());
    }

    /** One try: the answer or the error, and what the gate is to know of it. */
    private record Try(
            @Nullable SalesforceReply reply,
            @Nullable SalesforceError error,
            boolean sessionOver,
            @Nullable LimitInfo used) {
        static Try failed(SalesforceError error) {
            return new Try(null, error, false, null);
        }
    }

    /** Calls made so far, failed ones included, those for sessions not. */
    public long calls() {
        return calls.get();
    }

    /** The path that all calls of the configured version have in common. */
    public ApiVersion version() {
        return tools.policy().version();
    }

    /**
     * Makes a call.
     *
     * @throws SalesforceFailure if there is no answer, or one that is an error
     */
    public SalesforceReply call(SalesforceLane lane, SalesforceRequest request) {
        try {
            Session session = sessions.get();
            Try first = inTurn(lane, request, session);
            if (!first.sessionOver()) {
                return result(first);
            }
            return result(inTurn(lane, request, sessions.replace(session)));
        } catch (InterruptedException stopped) {
            // While it waited for a session or its turn: nothing was sent.
            Thread.currentThread().interrupt();
            throw new SalesforceFailure(Unreachable.read("interrupted"));
        }
    }

    private static SalesforceReply result(Try tried) {
        @Nullable SalesforceReply reply = tried.reply();
        if (reply != null) {
            return reply;
        }
        throw new SalesforceFailure(tried.error() == null ? Unreachable.read("no answer") : tried.error());
    }

    private Try inTurn(SalesforceLane lane, SalesforceRequest request, Session session) throws InterruptedException {
        SalesforceGate.Turn turn = gate.enter(lane, lane.patience());
        // Stands if the call ends in no way that is known here.
        SalesforceOutcome outcome = SalesforceOutcome.ANSWERED;
        @Nullable LimitInfo used = null;
        Optional<SalesforceError> instead = Optional.empty();
        Try tried;
        try {
            calls.incrementAndGet();
            tried = attempt(request, session);
            outcome = outcome(tried.error());
            used = tried.used();
            meters.called(lane, word(tried.error()));
        } finally {
            instead = gate.end(turn, outcome, used);
        }
        return instead.isEmpty() ? tried : Try.failed(instead.get());
    }

    private Try attempt(SalesforceRequest request, Session session) {
        boolean write = request.isWrite();
        try {
            HttpAnswer answer = tools.transport()
                    .send(http(request, session), tools.policy().timeout());
            @Nullable
            LimitInfo used =
                    answer.header("Sforce-Limit-Info").flatMap(LimitInfo::parse).orElse(null);
            boolean good = answer.status() / 100 == 2 || request.accepted().contains(answer.status());
            if (good) {
                return new Try(new SalesforceReply(answer, write), null, false, used);
            }
            SalesforceError error =
                    AnswerErrors.of(answer, write, version(), tools.clock().instant());
            return new Try(null, error, AnswerErrors.asksForSession(error, answer.status()), used);
        } catch (HttpFailure failure) {
            return Try.failed(error(failure, write));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Try.failed(new Unreachable("interrupted", write));
        }
    }

    private static SalesforceError error(HttpFailure failure, boolean write) {
        return switch (failure.kind()) {
            case NOT_SENT -> Unreachable.read(failure.what());
            case NO_ANSWER, NOT_JSON -> new Unreachable(failure.what(), write);
            case TOO_LARGE -> new TooLarge(TooLarge.ANSWER);
        };
    }

    private static SalesforceOutcome outcome(@Nullable SalesforceError error) {
        if (error instanceof Unreachable) {
            return SalesforceOutcome.FAILED;
        }
        if (error instanceof SalesforceError.TooConcurrent) {
            return SalesforceOutcome.TOO_CONCURRENT;
        }
        return error instanceof SalesforceError.QuotaUsedUp
                ? SalesforceOutcome.QUOTA_USED_UP
                : SalesforceOutcome.ANSWERED;
    }

    private static String word(@Nullable SalesforceError error) {
        if (error instanceof SalesforceError.Rejected rejected) {
            return rejected.why().code();
        }
        return error == null ? "ok" : error.getClass().getSimpleName();
    }

    private HttpRequest http(SalesforceRequest request, Session session) {
        String query = HttpTransport.form(request.query());
        String joint = request.path().contains("?") ? "&" : "?";
        URI address = session.instanceUrl().resolve(request.path() + (query.isEmpty() ? "" : joint + query));
        HttpRequest.Builder builder = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + session.accessToken())
                .header("Accept-Encoding", "gzip")
                .header("Sforce-Call-Options", "client=" + tools.policy().clientId());
        request.headers().forEach(builder::header);
        if (request.body() == null) {
            return builder.method(request.method(), BodyPublishers.noBody()).build();
        }
        return builder.header("Content-Type", "application/json")
                .method(request.method(), BodyPublishers.ofString(request.body().toString()))
                .build();
    }
}
