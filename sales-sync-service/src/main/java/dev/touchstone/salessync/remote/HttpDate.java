package dev.touchstone.salessync.remote;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times in headers: {@code Sun, 06 Nov 1994 08:49:37 GMT}, whole seconds. Pure. */
public final class HttpDate {
    // The JDK's own formatter writes a day below 10 with one digit, which servers may refuse.
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private HttpDate() {}

    /** Reads a time; empty if it is none. */
    public static Optional<Instant> find(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** Writes a time; fractions of a second are cut off. */
    public static String format(Instant time) {
        return WRITTEN.format(time.atOffset(ZoneOffset.UTC));
    }
}
