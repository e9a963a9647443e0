package dev.touchstone.testing.salesforce.auth;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes texts that nobody guesses. */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 48;

    private Tokens() {}

    static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
