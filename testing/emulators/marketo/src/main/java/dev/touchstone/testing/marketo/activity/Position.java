package dev.touchstone.testing.marketo.activity;

import dev.touchstone.testing.marketo.http.ApiRefusal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;

/**
 * A place in the log, after all entries of earlier dates and, of the same date, of lower or equal numbers. Feeds run in this
 * order, so what arrives with a date before the place where a reader stands is not seen by that reader.
 */
record Position(Instant date, long number) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::date).thenComparingLong(Position::number);

    /** Before everything of this time. */
    static Position before(Instant time) {
        return new Position(time, -1);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** The paging token of this place, issued now, with {@code filler} characters more than it needs. */
    String token(Instant issued, int filler) {
        String plain = date + "," + number + "," + issued.toEpochMilli() + "," + "x".repeat(filler);
        return Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** A token, read. */
    record Token(Position position, Instant issued) {
        static Token parse(String token) throws ApiRefusal {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII).split(",", -1);
                if (parts.length == 4) {
                    return new Token(
                            new Position(Instant.parse(parts[0]), Long.parseLong(parts[1])),
                            Instant.ofEpochMilli(Long.parseLong(parts[2])));
                }
            } catch (IllegalArgumentException | DateTimeException notIssuedHere) {
                throw new ApiRefusal("1003", "Invalid nextPageToken");
            }
            throw new ApiRefusal("1003", "Invalid nextPageToken");
        }
    }
}
