package dev.touchstone.salessync.person.snapshot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How much of Marketo's daily export volume may be used. Pure.
 *
 * @param dailyBytes what the instance may export in a day, everybody together: 500 MB in the usual contract
 * @param percent share after which no further export is asked for, 1 to 100; what is under way then still has room
 */
public record ExportQuota(long dailyBytes, int percent) {
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");

    public ExportQuota {
        if (dailyBytes < 0 || percent < 1 || percent > 100) {
            throw new IllegalArgumentException(
                    "a quota has bytes from 0 and 1 to 100 %: " + dailyBytes + ", " + percent);
        }
    }

    /** When the day began that this moment belongs to: Marketo counts from midnight to midnight in Chicago. */
    static Instant dayStart(Instant now) {
        return LocalDate.ofInstant(now, ZONE).atStartOfDay(ZONE).toInstant();
    }

    /** True if another export may be asked for when so much was exported since midnight in Chicago. */
    boolean allows(long usedBytes) {
        return usedBytes < dailyBytes / 100 * percent;
    }
}
