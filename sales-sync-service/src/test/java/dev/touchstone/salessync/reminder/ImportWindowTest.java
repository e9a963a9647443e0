package dev.touchstone.salessync.reminder;

import static dev.touchstone.salessync.reminder.ReminderScene.ANN_USER;
import static dev.touchstone.salessync.reminder.ReminderScene.BASE;
import static dev.touchstone.salessync.reminder.ReminderScene.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportWindowTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ImportWindow WINDOW = new ImportWindow(TEN, NEW_YORK);

    private static SalesforceTask task(Optional<LocalDate> due, String status, Instant stamp) {
        return ReminderScene.task(BASE.withDueDate(due), status, "Normal", ANN_USER, stamp);
    }

    @DisplayName("AC-61: open tasks changed within 24 hours before, or due today or tomorrow")
    @ParameterizedTest
    @CsvSource({
        // hours before the beginning, due in days from today, taken
        "23, 9, true",
        "24, 9, true",
        "25, 9, false",
        "-1, 9, true",
        "500, 0, true",
        "500, 1, true",
        "500, 2, false",
        "500, -1, false"
    })
    void window(long hoursBefore, long dueIn, boolean taken) {
        LocalDate today = LocalDate.ofInstant(TEN, NEW_YORK);
        SalesforceTask task =
                task(Optional.of(today.plusDays(dueIn)), "Not Started", TEN.minus(Duration.ofHours(hoursBefore)));
        assertThat(WINDOW.takes(task)).isEqualTo(taken);
    }

    /** F38: in the night in which clocks go back, tomorrow is the next day of the calendar, not 24 hours later. */
    @Test
    void tomorrowIsADayOfTheSellersCalendar() {
        Instant lateOnThe31st = Instant.parse("2026-11-01T03:30:00Z");
        Instant old = TEN.minus(Duration.ofDays(90));
        ImportWindow window = new ImportWindow(lateOnThe31st, NEW_YORK);
        assertThat(window.takes(task(Optional.of(LocalDate.parse("2026-11-01")), "Not Started", old)))
                .isTrue();
        assertThat(window.takes(task(Optional.of(LocalDate.parse("2026-11-02")), "Not Started", old)))
                .isFalse();
    }

    @Test
    void whatIsDoneOrWasMadeHereIsNotTaken() {
        assertThat(WINDOW.takes(task(Optional.empty(), "Completed", TEN))).isFalse();
        SalesforceTask open = task(Optional.empty(), "Not Started", TEN);
        SalesforceTask ours = new SalesforceTask(
                open.id(),
                "key",
                open.links(),
                open.status(),
                open.priority(),
                open.dueDate(),
                "",
                "",
                false,
                false,
                TEN);
        assertThat(WINDOW.takes(open)).isTrue();
        assertThat(WINDOW.takes(ours)).isFalse();
    }
}
