package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one instance: token, pace, and an answer or a {@link MarketoError}. A token that Marketo refuses is renewed once;
 * nothing else is repeated here, because whoever calls knows what a failure is worth.
 */
final class MarketoClient {
    private final MarketoCredentials credentials;
    private final Http http;
    private final CallPacer pacer;
    private final MeterRegistry meters;
    private final AtomicLong calls = new AtomicLong();
    private final MarketoToken token;

    MarketoClient(MarketoCredentials credentials, Http http, CallPacer pacer, Clock clock, MeterRegistry meters) {
        this.credentials = credentials;
        this.http = http;
        this.pacer = pacer;
        this.meters = meters;
        this.token = new MarketoToken(credentials, http, clock, calls);
    }

    /** Calls made so far, those for tokens included. */
    long calls() {
        return calls.get();
    }

    /**
     * Reads from a path.
     *
     * @throws MarketoFailure if there is no successful answer
     */
    JsonNode read(String path, Map<String, String> parameters) {
        try {
            String current = token.get();
            JsonNode body = paced(path, parameters, current);
            @Nullable MarketoError error = error(body);
            if (error instanceof MarketoError.Refused refused && !refused.code().equals("603")) {
                body = paced(path, parameters, token.replace(current));
                error = error(body);
            }
            if (error != null) {
                throw new MarketoFailure(error);
            }
            return body;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MarketoFailure(new MarketoError.Unreachable("interrupted"));
        }
    }

    private JsonNode paced(String path, Map<String, String> parameters, String accessToken)
            throws InterruptedException {
        URI address = credentials.baseUrl().resolve(path);
        return pacer.call(() -> {
            calls.incrementAndGet();
            try {
                Http.Answer answer = http.read(address, parameters, accessToken);
                if (answer.status() != 200) {
                    throw new MarketoFailure(MarketoErrors.ofStatus(answer.status()));
                }
                JsonNode body = answer.json();
                count(outcome(body));
                return body;
            } catch (MarketoFailure failure) {
                count("none");
                throw failure;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new MarketoFailure(new MarketoError.Unreachable("interrupted"));
            }
        });
    }

    private @Nullable MarketoError error(JsonNode body) {
        if (body.path("success").asBoolean(false)) {
            return null;
        }
        JsonNode first = body.path("errors").path(0);
        if (first.isMissingNode()) {
            return new MarketoError.Unreachable("neither success nor an error");
        }
        MarketoError error = MarketoErrors.ofCode(
                first.path("code").asText(), first.path("message").asText());
        if (error instanceof MarketoError.RateExceeded) {
            pacer.slowDown();
        }
        return error;
    }

    private static String outcome(JsonNode body) {
        return body.path("success").asBoolean(false) ? "ok" : "refused";
    }

    private void count(String outcome) {
        meters.counter("touchstone.marketo.calls", "outcome", outcome).increment();
    }
}
