package dev.touchstone.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Makes keys that nobody can guess. */
@ApplicationScoped
public class KeySource {
    /** No character that a URL, a header or a shell reads in its own way. */
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final int LENGTH = 32;

    private final SecureRandom random = new SecureRandom();

    /** A new key: 32 letters and digits, 190 bits. */
    public String next() {
        StringBuilder key = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            key.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return key.toString();
    }
}
