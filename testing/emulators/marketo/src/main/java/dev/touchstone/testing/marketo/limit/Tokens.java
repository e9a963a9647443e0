package dev.touchstone.testing.marketo.limit;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues access tokens: asking again gives the same one with what is left of its life. Thread-safe. */
public final class Tokens {
    private final Clock clock;
    private final String clientId;
    private final String user;
    private final Set<String> expired = new HashSet<>();
    private Duration life;
    private String clientSecret;
    private @Nullable String current;
    private Instant expiry = Instant.MIN;

    public Tokens(Clock clock, Duration life, String clientId, String clientSecret, String user) {
        this.clock = clock;
        this.life = life;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.user = user;
    }

    /** The identity service's answer; empty if the credentials are wrong. */
    public synchronized Optional<Map<String, Object>> issue(String id, String secret) {
        if (!id.equals(clientId) || !secret.equals(clientSecret)) {
            return Optional.empty();
        }
        expireIfDue();
        if (current == null) {
            current = UUID.randomUUID() + ":sj";
            expiry = clock.instant().plus(life);
        }
        return Optional.of(Json.object(
                "access_token",
                current,
                "token_type",
                "bearer",
                "expires_in",
                Duration.between(clock.instant(), expiry).toSeconds(),
                "scope",
                user));
    }

    /**
     * Looks at the token of a call.
     *
     * @throws ApiRefusal 601 for what is no token, 602 for what is one no longer
     */
    public synchronized void check(@Nullable String token) throws ApiRefusal {
        expireIfDue();
        if (token != null && expired.contains(token)) {
            throw new ApiRefusal("602");
        }
        if (token == null || !token.equals(current)) {
            throw new ApiRefusal("601");
        }
    }

    /** Lets the current token expire before its time. */
    public synchronized void expire() {
        if (current != null) {
            expired.add(current);
            current = null;
        }
    }

    /** Sets how long tokens live that are issued from now on. */
    public synchronized void live(Duration other) {
        life = other;
    }

    /** Replaces the secret; the token in use expires if it is another one. */
    public synchronized void changeSecret(String secret) {
        if (!secret.equals(clientSecret)) {
            clientSecret = secret;
            expire();
        }
    }

    private void expireIfDue() {
        if (!clock.instant().isBefore(expiry)) {
            expire();
        }
    }
}
