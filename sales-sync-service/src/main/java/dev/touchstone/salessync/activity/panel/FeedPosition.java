package dev.touchstone.salessync.activity.panel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How far a watcher has come in the live feed. Pure.
 *
 * @param transactionId number of the transaction of the last activity seen, unsigned
 * @param ordinal its place within the transaction
 */
public record FeedPosition(long transactionId, int ordinal) {
    private static final int PARTS = 2;

    /** As the contract carries it: opaque. */
    public String encode() {
        String text = Long.toUnsignedString(transactionId) + " " + ordinal;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a position; empty if it is none of ours. */
    public static Optional<FeedPosition> decode(String encoded) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII);
            String[] parts = text.split(" ", -1);
            return parts.length == PARTS
                    ? Optional.of(new FeedPosition(Long.parseUnsignedLong(parts[0]), Integer.parseInt(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
