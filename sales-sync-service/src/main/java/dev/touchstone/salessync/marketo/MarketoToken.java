package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.HttpAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one set of credentials, fetched by one thread while the others wait.
 *
 * <p><b>Boundaries:</b> renewed 60 seconds before it expires. Marketo answers with the same token and what is left of its
 * life, so a token with 60 seconds or less is used to its end instead of being asked for with every call.
 */
final class MarketoToken {
    private static final Duration EARLY = Duration.ofSeconds(60);

    private final MarketoCredentials credentials;
    private final Http http;
    private final Clock clock;
    private final AtomicLong calls;
    private final ReentrantLock renewal = new ReentrantLock();
    private volatile @Nullable Held held;

    private record Held(String token, Instant renewAt) {}

    /**
     * @param calls counts every call to the identity service
     */
    MarketoToken(MarketoCredentials credentials, Http http, Clock clock, AtomicLong calls) {
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
        this.calls = calls;
    }

    /**
     * A token that is good now, by our clock.
     *
     * @throws MarketoFailure with {@link MarketoError.Refused} if the credentials are wrong
     */
    String get() throws InterruptedException {
        return renewUnless(null);
    }

    /** A token other than this one, which Marketo refused. */
    String replace(String refused) throws InterruptedException {
        return renewUnless(refused);
    }

    private String renewUnless(@Nullable String refused) throws InterruptedException {
        @Nullable String usable = usable(refused);
        if (usable != null) {
            return usable;
        }
        renewal.lockInterruptibly();
        try {
            @Nullable String renewedMeanwhile = usable(refused);
            if (renewedMeanwhile != null) {
                return renewedMeanwhile;
            }
            Held fetched = fetch();
            held = fetched;
            return fetched.token();
        } finally {
            renewal.unlock();
        }
    }

    private @Nullable String usable(@Nullable String refused) {
        @Nullable Held now = held;
        boolean good =
                now != null && !now.token().equals(refused) && clock.instant().isBefore(now.renewAt());
        return good && now != null ? now.token() : null;
    }

    private Held fetch() throws InterruptedException {
        Instant start = clock.instant();
        URI address = credentials.baseUrl().resolve("/identity/oauth/token");
        MarketoRequest request = MarketoRequest.read(
                address.getPath(),
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", credentials.clientId(),
                        "client_secret", credentials.clientSecret()));
        calls.incrementAndGet();
        HttpAnswer answer = http.call(address, request, null);
        if (answer.status() == 401) {
            throw new MarketoFailure(new MarketoError.Refused("401"));
        }
        if (answer.status() != 200) {
            throw new MarketoFailure(MarketoErrors.ofStatus(answer.status(), MarketoErrors.Attempt.READ_LEADS));
        }
        JsonNode body = Http.json(answer, false);
        String token = body.path("access_token").asText();
        if (token.isEmpty()) {
            throw new MarketoFailure(MarketoError.Unreachable.read("an answer without a token"));
        }
        Duration life = Duration.ofSeconds(body.path("expires_in").asLong());
        return new Held(token, start.plus(life.compareTo(EARLY) > 0 ? life.minus(EARLY) : life));
    }
}
