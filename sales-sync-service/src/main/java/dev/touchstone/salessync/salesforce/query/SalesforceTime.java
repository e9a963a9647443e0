package dev.touchstone.salessync.salesforce.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/**
 * Times as Salesforce writes and reads them outside of queries. Pure.
 *
 * <p><b>Shape:</b> {@code 2026-11-20T15:04:05.000+0000} in records, {@code 2026-11-20T15:04:05.000Z} in results of bulk queries; an offset
 * with a colon is taken too.
 */
public final class SalesforceTime {
    private static final DateTimeFormatter SHAPES = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private static final DateTimeFormatter PARAMETER = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private SalesforceTime() {}

    /** Reads a time; empty if it has none of the shapes. */
    public static Optional<Instant> find(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, SHAPES).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** Writes a time for a parameter, without fractions of a second. */
    static String parameter(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC).format(PARAMETER);
    }
}
