package dev.touchstone.salessync.marketo;

import java.time.Duration;
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
    /** The first call comes this long after midnight, since clocks differ. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private QuotaDay() {}

    /** The day that this moment belongs to. */
    public static LocalDate of(Instant now) {
        return LocalDate.ofInstant(now, ZONE);
    }

    /** The first midnight in Chicago after this moment. */
    public static Instant resetAfter(Instant now) {
        return of(now).plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    /** When it is worth asking whether the quota is back: 60 seconds after midnight. */
    public static Instant probeAfter(Instant now) {
        return resetAfter(now).plus(MARGIN);
    }
}
