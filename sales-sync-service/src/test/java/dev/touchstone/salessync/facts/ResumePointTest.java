package dev.touchstone.salessync.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.person.change.PeopleCursor;
import dev.touchstone.salessync.person.change.PersonFeed;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where telling goes on when the two databases do not say the same. */
class ResumePointTest {
    private static final Instant OURS_SEEN = Instant.parse("2026-07-15T09:00:00Z");
    private static final Instant THEIRS_SEEN = Instant.parse("2026-07-14T09:00:00Z");

    /** A cursor as {@code live:100/5} or, while everybody is told, {@code all:100/5 after 30}. */
    private static PeopleCursor cursor(String text, Instant seenAt) {
        String[] parts = text.split("[:/ ]");
        PersonFeed.Position position =
                new PersonFeed.Position(Long.parseUnsignedLong(parts[1]), Long.parseLong(parts[2]));
        return new PeopleCursor(position, parts[0].equals("all") ? Long.valueOf(parts[4]) : null, seenAt);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            the same place                             | live:100/5          | live:100/5          | ours
            they lost the last change                  | live:100/5          | live:100/4          | theirs
            they are behind by a transaction           | live:100/5          | live:99/9           | theirs
            numbers of transactions have no sign       | live:18446744073709551615/1 | live:1/1    | theirs
            we died between the commits                | live:100/5          | live:101/1          | ours
            they are back in the middle of everybody   | live:100/5          | all:50/1 after 30   | theirs
            they know nothing                          | live:100/5          |                     | anew
            nobody was told in this round              | all:100/5 after 0   | live:99/1           | ours
            nobody was told at all                     | all:100/5 after 0   |                     | ours
            the same round, we are behind              | all:100/5 after 30  | all:100/5 after 60  | ours
            the same round, they are behind            | all:100/5 after 60  | all:100/5 after 30  | theirs
            they are through, we died before           | all:100/5 after 60  | live:100/5          | ours
            another round: who was told is not known   | all:100/5 after 60  | all:90/5 after 30   | anew
            before this round                          | all:100/5 after 60  | live:90/5           | anew
            they know nothing of this round            | all:100/5 after 60  |                     | anew
            """, delimiter = '|')
    void theEarlierPlaceCounts(String name, String ours, String theirs, String expected) {
        PeopleCursor our = cursor(ours, OURS_SEEN);
        Optional<PeopleCursor> their = Optional.ofNullable(theirs).map(text -> cursor(text, THEIRS_SEEN));

        assertThat(ResumePoint.of(our, their))
                .as(name)
                .isEqualTo(
                        switch (expected) {
                            case "ours" -> Optional.of(our);
                            case "theirs" -> their;
                            default -> Optional.empty();
                        });
    }
}
