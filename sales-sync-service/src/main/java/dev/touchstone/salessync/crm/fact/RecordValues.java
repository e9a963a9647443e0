package dev.touchstone.salessync.crm.fact;

import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.SalesforceTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Values of records as the contract has them. Pure. */
final class RecordValues {
    private static final int MAX_TEXT = 255;
    private static final int MAX_DIGITS = 30;
    private static final int DAY = "2026-11-24".length();

    private RecordValues() {}

    /** Whose memberships become touchpoints. */
    enum Sync {
        NONE,
        INCLUDE_ALL,
        INCLUDE_RESPONDED,
        EXCLUDE_ALL
    }

    /** A text of at most 255 UTF-16 code units; no pair is torn. */
    static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        boolean inPair = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1));
        return text.substring(0, inPair ? MAX_TEXT - 1 : MAX_TEXT);
    }

    /** A time, or the first moment of a day in UTC; empty if it is neither. */
    static Optional<Instant> time(String text) {
        return SalesforceTime.find(text)
                .or(() -> date(text).map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    /** The first of several fields that has a time. */
    static Optional<Instant> firstTime(SalesforceRecord record, String... fields) {
        return Stream.of(fields)
                .flatMap(field -> time(record.text(field)).stream())
                .findFirst();
    }

    /** A day, also of a time; empty if there is none. */
    static Optional<LocalDate> date(String text) {
        if (text.length() < DAY) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.substring(0, DAY)));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** A number without exponent; empty if it is none, or has more digits than the contract allows. */
    static Optional<String> number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            boolean fits =
                    number.precision() - Math.min(0, number.scale()) <= MAX_DIGITS && number.scale() <= MAX_DIGITS;
            return fits ? Optional.of(number.toPlainString()) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** What a picklist says; organisations spell it differently. */
    static Sync sync(String choice) {
        String words =
                choice.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
        if (words.startsWith("exclude")) {
            return Sync.EXCLUDE_ALL;
        }
        if (!words.startsWith("include")) {
            return Sync.NONE;
        }
        return words.contains("responded") ? Sync.INCLUDE_RESPONDED : Sync.INCLUDE_ALL;
    }
}
