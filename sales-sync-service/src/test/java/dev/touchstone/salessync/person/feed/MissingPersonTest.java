package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingPersonTest {
    private static @Nullable Instant time(@Nullable String text) {
        return text == null
                ? null
                : LocalTime.parse(text).atDate(LocalDate.of(2026, 7, 15)).toInstant(ZoneOffset.UTC);
    }

    /** R-D-6, row by row. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
        the first read that misses waits ten minutes,            -,     -,     12:00, 11:59, 11:59, 12:10
        a second read that is early waits for the rest,          12:00, -,     12:04, 12:03, 12:03, 12:10
        after ten minutes and both feeds the person is gone,     12:00, -,     12:10, 12:09, 12:09, GONE
        without the activities a merge may be on its way,        12:00, -,     12:10, 12:00, 12:09, 12:10:05
        without the deleted leads nobody knows,                  12:00, -,     12:10, 12:09, 11:58, 12:10:05
        feeds that were never read to their end say nothing,     12:00, -,     12:10, -,     -,     12:10:05
        named by the deleted leads is gone at once,              -,     12:00, 12:02, 12:01, -,     GONE
        but merges come first,                                   -,     12:00, 12:02, 12:00, 12:01, 12:02:05
        """)
    void whatAMissMeans(
            String rule,
            @Nullable String missedAt,
            @Nullable String deletedAt,
            String readAt,
            @Nullable String activitiesAt,
            @Nullable String deletionsAt,
            String expected) {
        MissingPerson.Verdict verdict = new MissingPerson(time(missedAt), time(deletedAt))
                .judge(time(readAt), new MissingPerson.Ends(time(activitiesAt), time(deletionsAt)));
        if (expected.equals("GONE")) {
            assertThat(verdict).isEqualTo(new MissingPerson.Verdict.Gone());
        } else {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            MissingPerson.Verdict.ReadAgain.class,
                            again -> assertThat(again.at()).isEqualTo(time(expected)));
        }
    }

    /** R-D-6 of somebody who is not known here. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
        may only not be visible yet,               -,     -,     12:00, 12:10
        an early second read waits for the rest,   12:00, -,     12:04, 12:10
        is no more than an id after the second,    12:00, -,     12:10, GONE
        named by the deleted leads is gone,        -,     11:59, 12:00, GONE
        """)
    void whatAMissOfSomebodyUnknownMeans(
            String rule, @Nullable String missedAt, @Nullable String deletedAt, String readAt, String expected) {
        MissingPerson.Verdict verdict = new MissingPerson(time(missedAt), time(deletedAt)).judgeUnknown(time(readAt));
        assertThat(verdict)
                .isEqualTo(
                        expected.equals("GONE")
                                ? new MissingPerson.Verdict.Gone()
                                : new MissingPerson.Verdict.ReadAgain(time(expected), false));
    }
}
