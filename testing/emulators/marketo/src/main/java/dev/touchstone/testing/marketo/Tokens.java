package dev.touchstone.testing.marketo;

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
final class Tokens {
    private final Clock clock;
    private final Duration life;
    private final String clientId;
    private final Set<String> expired = new HashSet<>();
    private String clientSecret;
    private @Nullable String current;
    private Instant expiry = Instant.MIN;

    Tokens(EmulatorConfig config) {
        clock = config.clock();
        life = config.limits().tokenLife();
        clientId = config.clientId();
        clientSecret = config.clientSecret();
    }

    /** The identity service's answer; empty if the credentials are wrong. */
    synchronized Optional<Map<String, Object>> issue(String id, String secret) {
        if (!id.equals(clientId) || !secret.equals(clientSecret)) {
            return Optional.empty();
        }
        expireIfDue();
        if (current == null) {
            current = UUID.randomUUID() + ":sj";
            expiry = clock.instant().plus(life);
        }
        return Optional.of(Map.of(
                "access_token",
                current,
                "token_type",
                "bearer",
                "expires_in",
                Duration.between(clock.instant(), expiry).toSeconds(),
                "scope",
                "api@touchstone.example"));
    }

    /** Refuses what is no token (601) or is one no longer (602). */
    synchronized void check(@Nullable String token) throws ApiRefusal {
        expireIfDue();
        if (token != null && expired.contains(token)) {
            throw new ApiRefusal("602");
        }
        if (token == null || !token.equals(current)) {
            throw new ApiRefusal("601");
        }
    }

    synchronized void expire() {
        if (current != null) {
            expired.add(current);
            current = null;
        }
    }

    synchronized void changeSecret(String secret) {
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
