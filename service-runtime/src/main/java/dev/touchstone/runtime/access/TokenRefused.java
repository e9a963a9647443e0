package dev.touchstone.runtime.access;

/** A token that is not taken. The message says why and may be told to the caller; it holds nothing of the token. */
final class TokenRefused extends Exception {
    private static final long serialVersionUID = 1L;

    TokenRefused(String message) {
        super(message, null, false, false);
    }
}
