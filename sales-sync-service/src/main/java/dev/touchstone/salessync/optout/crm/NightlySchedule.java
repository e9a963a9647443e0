package dev.touchstone.salessync.optout.crm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When the nightly run of a local date begins. Pure.
 *
 * <p><b>Boundaries:</b> each local date has one moment: a time that the clocks leave out is taken after the gap, one that they show
 * twice the first time. A run that was missed begins up to 12 hours late, and not after that.
 *
 * <p><b>Source:</b> R-U-2, AC-81, AC-82.
 */
final class NightlySchedule {
    static final Duration LATEST = Duration.ofHours(12);

    private NightlySchedule() {}

    /** The moment of a local date. */
    static Instant momentOf(LocalDate date, LocalTime at, ZoneId zone) {
        return ZonedDateTime.of(date, at, zone).toInstant();
    }

    /**
     * The local date whose run is to begin now.
     *
     * @param last the latest local date that had a run; empty before the first
     * @return empty if none is due
     */
    static Optional<LocalDate> due(Instant now, LocalTime at, ZoneId zone, Optional<LocalDate> last) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate date = momentOf(today, at, zone).isAfter(now) ? today.minusDays(1) : today;
        boolean inTime = !momentOf(date, at, zone).plus(LATEST).isBefore(now);
        boolean isNew = last.map(date::isAfter).orElse(true);
        return inTime && isNew ? Optional.of(date) : Optional.empty();
    }
}
