package dev.touchstone.salessync.optout.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the run of a night begins. */
class NightlyScheduleTest {
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        // R-U-2, AC-75
        "2026-07-15, 20:00, America/Los_Angeles, 2026-07-16T03:00:00Z",
        "2026-12-15, 20:00, America/Los_Angeles, 2026-12-16T04:00:00Z",
        // AC-82: the clocks go back at 02:00 on 1 November
        "2026-10-31, 20:00, America/Los_Angeles, 2026-11-01T03:00:00Z",
        "2026-11-01, 20:00, America/Los_Angeles, 2026-11-02T04:00:00Z",
        // shown twice: the first time
        "2026-11-01, 01:30, America/Los_Angeles, 2026-11-01T08:30:00Z",
        // left out: after the gap
        "2026-03-08, 02:30, America/Los_Angeles, 2026-03-08T10:30:00Z",
    })
    void eachLocalDateHasOneMoment(LocalDate date, LocalTime at, ZoneId zone, Instant expected) {
        assertThat(NightlySchedule.momentOf(date, at, zone)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "at {0} after {1}: {2}")
    @CsvSource({
        "2026-07-16T02:59:59Z, 2026-07-14,",
        "2026-07-16T03:00:00Z, 2026-07-14, 2026-07-15",
        "2026-07-16T03:00:00Z, , 2026-07-15",
        "2026-07-16T03:00:01Z, 2026-07-15,",
        // AC-81: missed from 20:00 on, begun at 21:00
        "2026-07-16T04:00:00Z, 2026-07-14, 2026-07-15",
        // 12 hours late at most
        "2026-07-16T15:00:00Z, 2026-07-14, 2026-07-15",
        "2026-07-16T15:00:01Z, 2026-07-14,",
        // a date is not taken back, as when the zone was changed
        "2026-07-16T03:00:00Z, 2026-07-16,",
    })
    void aRunIsDueOnceForEachDate(Instant now, LocalDate last, LocalDate expected) {
        assertThat(NightlySchedule.due(now, LocalTime.of(20, 0), LOS_ANGELES, Optional.ofNullable(last)))
                .isEqualTo(Optional.ofNullable(expected));
    }

    /** AC-82, and a whole year of nights: looked at every ten minutes, no date is left out and none comes twice. */
    @Test
    void aYearOfNightsHasEachDateOnce() {
        for (LocalTime at : List.of(LocalTime.of(20, 0), LocalTime.of(1, 30), LocalTime.of(2, 30))) {
            List<LocalDate> begun = new ArrayList<>();
            Instant end = Instant.parse("2027-06-30T18:00:00Z");
            for (Instant now = Instant.parse("2026-06-30T18:00:00Z");
                    now.isBefore(end);
                    now = now.plus(Duration.ofMinutes(10))) {
                Optional<LocalDate> last = begun.isEmpty() ? Optional.empty() : Optional.of(begun.getLast());
                NightlySchedule.due(now, at, LOS_ANGELES, last).ifPresent(begun::add);
            }
            assertThat(begun)
                    .containsExactlyElementsOf(begun.getFirst()
                            .datesUntil(begun.getLast().plusDays(1))
                            .toList())
                    .hasSizeGreaterThanOrEqualTo(365);
        }
        assertThat(Duration.between(
                        NightlySchedule.momentOf(LocalDate.of(2026, 10, 31), LocalTime.of(20, 0), LOS_ANGELES),
                        NightlySchedule.momentOf(LocalDate.of(2026, 11, 1), LocalTime.of(20, 0), LOS_ANGELES)))
                .isEqualTo(Duration.ofHours(25));
    }
}
