package dev.touchstone.salessync.task.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueDateTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T07:30:00Z, America/Los_Angeles, 2026-11-19",
        "2026-11-20T08:30:00Z, America/Los_Angeles, 2026-11-20",
        "2026-03-08T09:59:59Z, America/Los_Angeles, 2026-03-08",
        "2026-11-20T23:30:00Z, Asia/Tokyo,          2026-11-21",
        "2026-11-20T23:30:00Z, UTC,                 2026-11-20",
        "2026-11-20T23:30:00Z, Mars/Olympus,        2026-11-20",
        "2026-11-20T23:30:00Z, '',                  2026-11-20"
    })
    void theDayIsThatOfTheSeller(Instant at, String zone, LocalDate day) {
        assertThat(DueDate.of(at, zone)).isEqualTo(day);
    }
}
