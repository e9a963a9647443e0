package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.touchpoint.ChangeFeed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a watcher has come in the change feed.
 *
 * @param position all changes up to and including this place were seen
 * @param seenAt when; tells later whether the changes after it are still kept
 * @param withinKey of the re-mapped key that comes next, touchpoints up to this one were seen; null for none
 */
record FeedCursor(
        ChangeFeed.Position position,
        Instant seenAt,
        @Nullable UUID withinKey) {
    private static final int PARTS = 4;

    /** As the contract carries it: opaque. */
    String encode() {
        String text = Long.toUnsignedString(position.transactionId()) + " " + position.ordinal() + " "
                + seenAt.toEpochMilli() + " " + (withinKey == null ? "-" : withinKey);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a cursor; empty if it is none of ours. */
    static Optional<FeedCursor> decode(String encoded) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            String[] parts = new String(bytes, StandardCharsets.US_ASCII).split(" ", -1);
            if (parts.length != PARTS) {
                return Optional.empty();
            }
            return Optional.of(new FeedCursor(
                    new ChangeFeed.Position(Long.parseUnsignedLong(parts[0]), Integer.parseInt(parts[1])),
                    Instant.ofEpochMilli(Long.parseLong(parts[2])),
                    parts[3].equals("-") ? null : UUID.fromString(parts[3])));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
