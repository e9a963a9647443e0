package dev.touchstone.salessync.optout.check;

import dev.touchstone.salessync.optout.EmailAddress;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Since when a send waits. Pure. The client keeps it, so that nothing has to be stored for a send that is never tried again. Whoever
 * makes one up only changes how long their own send waits: it is never allowed because of it.
 *
 * @param since when it was deferred first, UTC, to the millisecond
 * @param attempts how often it was deferred, from 1
 */
public record RetryToken(Instant since, int attempts) {
    private static final int DIGEST_BYTES = 8;
    private static final int BYTES = DIGEST_BYTES + Long.BYTES + Integer.BYTES;
    /** More than there can be in the time that a send waits. */
    static final int MAX_ATTEMPTS = 1_000_000;

    public RetryToken {
        since = Instant.ofEpochMilli(since.toEpochMilli());
        if (attempts < 1 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "a deferred send was tried before, and not a million times: " + attempts);
        }
    }

    /** As text, for sends to this address. */
    public String encode(EmailAddress address) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(digest(address))
                .putLong(since.toEpochMilli())
                .putInt(attempts)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads the text; empty if it is none, or of another address. */
    public static Optional<RetryToken> decode(String text, EmailAddress address) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != BYTES) {
                return Optional.empty();
            }
            byte[] digest = new byte[DIGEST_BYTES];
            bytes.get(digest);
            if (!Arrays.equals(digest, digest(address))) {
                return Optional.empty();
            }
            return Optional.of(new RetryToken(Instant.ofEpochMilli(bytes.getLong()), bytes.getInt()));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static byte[] digest(EmailAddress address) {
        return Arrays.copyOf(address.digest(), DIGEST_BYTES);
    }
}
