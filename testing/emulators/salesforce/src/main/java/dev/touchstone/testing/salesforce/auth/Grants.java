package dev.touchstone.testing.salesforce.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What users have allowed apps: codes that wait to be redeemed, and refresh tokens. Thread-safe. */
final class Grants {
    private static final Duration CODE_LIFE = Duration.ofMinutes(15);

    private final Clock clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Grant> refreshTokens = new HashMap<>();

    /**
     * A code on its way.
     *
     * @param grant what it stands for
     * @param redirectUri where it was sent
     * @param challenge SHA-256 of the verifier in base64url; empty without PKCE
     * @param offline true if a refresh token was asked for
     * @param expiry when it ends
     */
    record Code(Grant grant, String redirectUri, String challenge, boolean offline, Instant expiry) {}

    /** Who has allowed which app. */
    record Grant(String consumerKey, String username) {}

    Grants(Clock clock) {
        this.clock = clock;
    }

    synchronized String issueCode(Grant grant, String redirectUri, String challenge, boolean offline) {
        String code = Tokens.create();
        codes.put(
                code,
                new Code(grant, redirectUri, challenge, offline, clock.instant().plus(CODE_LIFE)));
        return code;
    }

    /** Takes a code, which is good once; empty if it is none or too old. */
    synchronized Optional<Code> redeem(String code) {
        return Optional.ofNullable(codes.remove(code))
                .filter(found -> clock.instant().isBefore(found.expiry()));
    }

    synchronized String issueRefreshToken(Grant grant) {
        String token = "5Aep" + Tokens.create();
        refreshTokens.put(token, grant);
        return token;
    }

    synchronized Optional<Grant> find(String refreshToken) {
        return Optional.ofNullable(refreshTokens.get(refreshToken));
    }

    /** Takes a refresh token back; empty if it is none. */
    synchronized Optional<Grant> revoke(String refreshToken) {
        return Optional.ofNullable(refreshTokens.remove(refreshToken));
    }

    synchronized void revokeAllOf(String username) {
        refreshTokens.values().removeIf(grant -> grant.username().equalsIgnoreCase(username));
    }

    synchronized void clear() {
        codes.clear();
        refreshTokens.clear();
    }
}
