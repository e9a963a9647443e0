package dev.touchstone.salessync.salesforce.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Proof that whoever exchanges an authorization code asked for it (RFC 7636, method S256). Pure.
 *
 * @param verifier 43 to 128 characters; a secret until the exchange, never in {@link #toString()}
 */
public record Pkce(String verifier) {
    private static final int BYTES = 48;

    public Pkce {
        if (!verifier.matches("[A-Za-z0-9._~-]{43,128}")) {
            throw new IllegalArgumentException("a code verifier has 43 to 128 unreserved characters");
        }
    }

    /** A new one. */
    public static Pkce create(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Pkce(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What the browser takes along. */
    public String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    @Override
    public String toString() {
        return "Pkce[...]";
    }
}
