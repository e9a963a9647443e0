package dev.touchstone.testing.salesforce.schema;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values of fields are read and written. */
public final class Values {
    private static final DateTimeFormatter JSON_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CSV_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter READ_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter();

    private Values() {}

    /** As a JSON answer carries it: text, number or boolean; times like {@code 2026-11-20T15:04:05.000+0000}. */
    public static @Nullable Object json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> JSON_TIME.format(time);
            case LocalDate date -> date.toString();
            default -> value;
        };
    }

    /** As a CSV file carries it, empty for null; times like {@code 2026-11-20T15:04:05.000Z}. */
    public static String csv(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Instant time -> CSV_TIME.format(time);
            default -> value.toString();
        };
    }

    /**
     * The value a field keeps for what a client sent: a text, number or boolean of JSON, or text of CSV. An empty text is null.
     *
     * @throws IllegalArgumentException if the type cannot hold it
     */
    public static @Nullable Object read(FieldType type, @Nullable Object sent) {
        if (sent == null || sent.toString().isEmpty()) {
            return null;
        }
        return switch (type) {
            case ID, REFERENCE -> sent.toString().strip();
            case STRING, TEXTAREA, EMAIL, PHONE, URL, PICKLIST -> text(sent);
            case BOOLEAN -> bool(sent);
            case INT -> number(sent).intValueExact();
            case DOUBLE, CURRENCY, PERCENT -> number(sent).doubleValue();
            case DATE -> date(sent);
            case DATETIME ->
                sent instanceof Instant time
                        ? time.truncatedTo(ChronoUnit.SECONDS)
                        : parseTime(sent.toString())
                                .orElseThrow(() -> new IllegalArgumentException("not a time: " + sent));
        };
    }

    /** A time with an offset, or none, which is UTC; in whole seconds. */
    public static Optional<Instant> parseTime(String text) {
        try {
            Instant time =
                    READ_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from) instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(READ_TIME.parse(text)).toInstant(ZoneOffset.UTC);
            return Optional.of(time.truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException wrong) {
            return parseDate(text).map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    /** A date like {@code 2026-11-20}. */
    public static Optional<LocalDate> parseDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }

    private static String text(Object sent) {
        if (sent instanceof Boolean) {
            throw new IllegalArgumentException("not a text: " + sent);
        }
        return sent.toString();
    }

    private static Boolean bool(Object sent) {
        return switch (sent.toString().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("not a boolean: " + sent);
        };
    }

    private static BigDecimal number(Object sent) {
        try {
            return new BigDecimal(sent.toString().strip());
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("not a number: " + sent, wrong);
        }
    }

    private static LocalDate date(Object sent) {
        if (sent instanceof LocalDate date) {
            return date;
        }
        // A time is taken for its day, as Salesforce does.
        String text = sent.toString();
        return parseDate(text)
                .or(() -> parseTime(text)
                        .map(time -> time.atOffset(ZoneOffset.UTC).toLocalDate()))
                .orElseThrow(() -> new IllegalArgumentException("not a date: " + sent));
    }
}
