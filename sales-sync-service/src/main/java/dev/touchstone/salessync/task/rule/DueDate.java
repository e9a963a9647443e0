package dev.touchstone.salessync.task.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The day of an activity, as its seller's calendar has it. Pure. */
public final class DueDate {
    private DueDate() {}

    /**
     * The day.
     *
     * @param timeZone {@code User.TimeZoneSidKey} of the seller; one that is empty or unknown here counts as UTC
     */
    public static LocalDate of(Instant occurredAt, String timeZone) {
        return LocalDate.ofInstant(occurredAt, zone(timeZone));
    }

    private static ZoneId zone(String timeZone) {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
