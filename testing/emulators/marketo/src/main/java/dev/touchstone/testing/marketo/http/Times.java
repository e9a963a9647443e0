package dev.touchstone.testing.marketo.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** The shapes in which Marketo writes times, and the ones it reads. Times in answers are whole seconds. */
public final class Times {
    /** Where Marketo's day begins. */
    public static final ZoneId QUOTA_ZONE = ZoneId.of("America/Chicago");

    private static final DateTimeFormatter ZULU =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter PACIFIC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneId.of("America/Los_Angeles"));
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter();

    private Times() {}

    /** {@code 2023-01-16T23:32:19Z}: leads and activities. */
    public static String zulu(Instant time) {
        return ZULU.format(time);
    }

    /** {@code 2014-09-17T22:31:49+0000}: lead changes and deleted leads. */
    public static String offset(Instant time) {
        return OFFSET.format(time);
    }

    /** {@code 2017-01-21T11:47:30-08:00}: export jobs. */
    public static String pacific(Instant time) {
        return PACIFIC.format(time);
    }

    /** A time without its fraction of a second. */
    public static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Reads ISO 8601, with {@code Z}, an offset in either shape, or none, which is UTC.
     *
     * @throws ApiRefusal 704 for anything else
     */
    public static Instant parse(String text) throws ApiRefusal {
        try {
            return READ.parseBest(text, OffsetDateTime::from, LocalDateTime::from) instanceof OffsetDateTime time
                    ? time.toInstant()
                    : LocalDateTime.from(READ.parse(text)).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException wrong) {
            throw new ApiRefusal("704", "Invalid date format '" + text + "'");
        }
    }
}
