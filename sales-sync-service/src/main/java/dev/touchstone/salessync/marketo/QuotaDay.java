package dev.touchstone.salessync.marketo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When Marketo's daily quota comes back: at midnight in America/Chicago. Pure.
 *
 * <p><b>Why this zone:</b> Marketo's documents say "CST" all year; the zone with daylight saving time is what that means in
 * practice.
 */
public final class QuotaDay {
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");

    private QuotaDay() {}

    /** The first midnight in Chicago after this moment. */
    public static Instant resetAfter(Instant now) {
        return LocalDate.ofInstant(now, ZONE).plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
