package dev.touchstone.salessync.marketo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Times as Marketo writes and reads them. Pure.
 *
 * <p><b>Shape:</b> {@code 2023-01-16T23:32:19Z}, {@code 2014-09-17T22:31:49+0000} and {@code 2017-01-21T11:47:30-08:00} are all
 * in use; a fraction of a second is taken too. It is sent as the first of them: a plus sign in an offset would turn into a blank
 * where somebody forgets to encode it.
 */
public final class MarketoTime {
    private static final DateTimeFormatter SHAPES = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private MarketoTime() {}

    /**
     * Reads a time.
     *
     * @throws MarketoFailure if it has none of the shapes
     */
    public static Instant parse(String text) {
        return find(text)
                .orElseThrow(() -> new MarketoFailure(MarketoError.Unreachable.read("a time of no known shape")));
    }

    /** Reads a time; empty if it has none of the shapes. */
    public static Optional<Instant> find(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, SHAPES).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** Writes a time, without fractions of a second. */
    public static String format(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
