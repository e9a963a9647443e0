package dev.touchstone.salessync.optout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * By what a repeated request is known. Pure.
 *
 * @param requestId the client's id of the request
 * @param digest of what it asks for
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hand, where it matters
public record RequestKey(UUID requestId, byte[] digest) {
    /**
     * The key of a request.
     *
     * @param parts what it asks for, none of them with the character U+0000
     */
    public static RequestKey of(UUID requestId, String... parts) {
        try {
            byte[] text = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
            return new RequestKey(
                    requestId, MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
