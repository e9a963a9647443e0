package dev.touchstone.salessync.person.change;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader of all people stands: first among everybody as they are, then in the feed of changes. Pure.
 *
 * @param position everything up to here was read of the feed; while everybody is read, where the feed is to be gone on with
 * @param afterId the last Marketo id of everybody; null once everybody was read
 * @param seenAt when the reader looked last, UTC: changes may be dropped that are older
 */
public record PeopleCursor(
        PersonFeed.Position position, @Nullable Long afterId, Instant seenAt) {
    private static final String VERSION = "p1";
    private static final int PARTS = 5;

    /** True once everybody was read, and changes follow. */
    public boolean isLive() {
        return afterId == null;
    }

    /** As an opaque text. */
    public String encode() {
        String text = String.join(
                " ",
                VERSION,
                Long.toString(position.transactionId()),
                Long.toString(position.changeNumber()),
                afterId == null ? "-" : afterId.toString(),
                seenAt.toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #encode} wrote; empty if it is anything else. */
    public static Optional<PeopleCursor> decode(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length != PARTS || !parts[0].equals(VERSION)) {
                return Optional.empty();
            }
            return Optional.of(new PeopleCursor(
                    new PersonFeed.Position(Long.parseLong(parts[1]), Long.parseLong(parts[2])),
                    parts[3].equals("-") ? null : Long.valueOf(parts[3]),
                    Instant.parse(parts[4])));
        } catch (IllegalArgumentException | DateTimeException foreign) {
            return Optional.empty();
        }
    }
}
