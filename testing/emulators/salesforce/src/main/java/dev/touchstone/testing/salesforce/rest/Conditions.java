package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Headers that make a call depend on when something was changed last. Their grain is one second. */
final class Conditions {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss zzz", Locale.ENGLISH);

    private Conditions() {}

    /** True if the caller knows the newest state: HTTP 304. */
    static boolean isKnown(ApiCall call, Instant changed) {
        return date(call, "if-modified-since")
                .filter(since -> !seconds(changed).isAfter(since))
                .isPresent();
    }

    /**
     * Looks at {@code If-Unmodified-Since}.
     *
     * @throws ApiRefusal 412 if it was changed
     */
    static void requireUnmodified(ApiCall call, Instant changed) throws ApiRefusal {
        Optional<Instant> since = date(call, "if-unmodified-since");
        if (since.isPresent() && seconds(changed).isAfter(since.get())) {
            throw new ApiRefusal(412, "ENTITY_MODIFIED", "The record was changed after the date of the request");
        }
    }

    static Reply notModified() {
        return Reply.status(304);
    }

    /** As HTTP headers carry a date. */
    static String format(Instant time) {
        return DATE.format(time.atZone(ZoneOffset.UTC)).replace("Z", "GMT");
    }

    private static Optional<Instant> date(ApiCall call, String header) {
        return call.header(header).flatMap(text -> {
            try {
                return Optional.of(ZonedDateTime.parse(text, DATE).toInstant());
            } catch (DateTimeParseException notADate) {
                return Optional.empty();
            }
        });
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
