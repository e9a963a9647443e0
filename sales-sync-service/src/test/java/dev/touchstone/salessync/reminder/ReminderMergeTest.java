package dev.touchstone.salessync.reminder;

import static dev.touchstone.salessync.reminder.ReminderScene.BASE;
import static dev.touchstone.salessync.reminder.ReminderScene.TEN;
import static dev.touchstone.salessync.reminder.ReminderScene.day;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReminderMergeTest {
    private static EditTimes times(ReminderField field, Instant here, Instant there) {
        return new EditTimes(Map.of(field, here), Duration.ZERO, there);
    }

    @Test
    @DisplayName("AC-63: three fields, changed on two sides, all survive and one is left to send")
    void eachSidesFieldsSurvive() {
        ReminderFields ours = BASE.withDueDate(day("2026-12-03"));
        ReminderFields theirs = BASE.withPriority(ReminderPriority.HIGH).withDetails("b");
        ReminderMerge.Merged merged =
                ReminderMerge.merge(BASE, ours, theirs, times(ReminderField.DUE_DATE, TEN, TEN.plusSeconds(1)));
        assertThat(merged.fields()).isEqualTo(theirs.withDueDate(day("2026-12-03")));
        assertThat(merged.fields().differences(merged.base())).containsExactly(ReminderField.DUE_DATE);
        assertThat(merged.lost()).isEmpty();
    }

    /** AC-64, AC-65, F29, and both sides of the limit. */
    @ParameterizedTest
    @CsvSource({
        // milliseconds from Salesforce's change to ours, who wins
        "-30000, SALESFORCE",
        "-1000, SALESFORCE",
        "0, SALESFORCE",
        "1000, SALESFORCE",
        "1999, SALESFORCE",
        "2000, HERE",
        "30000, HERE"
    })
    void theLaterChangeWins(long later, LostValue.Side winner) {
        ReminderFields ours = BASE.withDueDate(day("2026-12-05"));
        ReminderFields theirs = BASE.withDueDate(day("2026-12-07"));
        ReminderMerge.Merged merged =
                ReminderMerge.merge(BASE, ours, theirs, times(ReminderField.DUE_DATE, TEN.plusMillis(later), TEN));
        boolean here = winner == LostValue.Side.HERE;
        assertThat(merged.fields()).isEqualTo(here ? ours : theirs);
        assertThat(merged.base()).isEqualTo(theirs);
        assertThat(merged.lost())
                .containsExactly(
                        here
                                ? new LostValue(
                                        ReminderField.DUE_DATE, "2026-12-05", "2026-12-07", LostValue.Side.SALESFORCE)
                                : new LostValue(
                                        ReminderField.DUE_DATE, "2026-12-07", "2026-12-05", LostValue.Side.HERE));
    }

    @Test
    void ourClockIsCorrectedByTheMeasuredOffset() {
        EditTimes fast =
                new EditTimes(Map.of(ReminderField.DETAILS, TEN.plusSeconds(60)), Duration.ofSeconds(-90), TEN);
        assertThat(fast.isLaterHere(ReminderField.DETAILS)).isFalse();
    }

    @Test
    void bothToTheSameIsNoConflict() {
        ReminderFields both = BASE.withDetails("b");
        ReminderMerge.Merged merged = ReminderMerge.merge(BASE, both, both, times(ReminderField.DETAILS, TEN, TEN));
        assertThat(merged).isEqualTo(new ReminderMerge.Merged(both, both, List.of()));
    }

    @Test
    @DisplayName("AC-69: completed here, another day in Salesforce: completed, on Salesforce's day")
    void completedStaysCompleted() {
        ReminderFields ours = BASE.withStatus(ReminderStatus.COMPLETED);
        ReminderFields theirs = BASE.withDueDate(day("2026-12-09"));
        ReminderMerge.Merged merged = ReminderMerge.merge(
                BASE, ours, theirs, times(ReminderField.STATUS, TEN, TEN.plus(Duration.ofMinutes(5))));
        assertThat(merged.fields()).isEqualTo(theirs.withStatus(ReminderStatus.COMPLETED));
        assertThat(merged.lost()).isEmpty();
    }

    @Test
    void theEndOfATextThatSalesforceNeverHadIsKeptAsLost() {
        String text = "x".repeat(DetailsText.MAX_CHARACTERS + 5);
        ReminderFields ours = BASE.withDetails(text);
        ReminderMerge.Merged merged =
                ReminderMerge.merge(ours, ours, BASE.withDetails("short"), new EditTimes(Map.of(), Duration.ZERO, TEN));
        assertThat(merged.fields().details()).isEqualTo("short");
        assertThat(merged.lost())
                .containsExactly(new LostValue(ReminderField.DETAILS, "short", text, LostValue.Side.HERE));
    }

    @Test
    void aCutCopyDoesNotComeBack() {
        String text = "x".repeat(DetailsText.MAX_CHARACTERS - 1) + "\uD83D\uDE00 and more";
        String sent = DetailsText.sendable(text);
        assertThat(sent).hasSize(DetailsText.MAX_CHARACTERS - 1);
        assertThat(DetailsText.seen(sent, text, "other")).isEqualTo(text);
        assertThat(DetailsText.seen(sent, "other", text)).isEqualTo(text);
        assertThat(DetailsText.seen("a\r\nb  ", "a\nb", "a\nb")).isEqualTo("a\nb");
    }
}
