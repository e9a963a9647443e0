package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedCursorTest {
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");
    private static final FeedPolicy POLICY = new FeedPolicy(Duration.ofSeconds(60), Duration.ofMinutes(15), 50_000);
    private static final PollPace PACE = new PollPace(POLICY);
    private static final FeedCursor MAIN = FeedCursor.begin(Feed.CHANGES, "t0", NOW.minusSeconds(900), NOW);
    private static final FeedCursor TRAILING = FeedCursor.rest(Feed.CHANGES, FeedPass.TRAILING, POLICY, NOW);

    private static Signal at(Instant time) {
        return new Signal("g", 1, time, false, List.of());
    }

    private static FeedCursor read(FeedCursor cursor, FeedRead page, Instant now) {
        return cursor.pageRead(page, now, PACE, POLICY);
    }

    /** AC-21 */
    @Test
    void anEmptyPageWithMoreToComeIsFollowedAtOnce() {
        FeedCursor next = read(MAIN, new FeedRead(List.of(), "t1", true), NOW.plusSeconds(1));
        assertThat(next.token()).isEqualTo("t1");
        assertThat(next.isDue(NOW.plusSeconds(1))).isTrue();
        assertThat(next.times().endedAt()).isNull();
    }

    @Test
    void theLastPageEndsTheReading() {
        FeedCursor next = read(MAIN, new FeedRead(List.of(), "t1", false), NOW);
        assertThat(next.token()).isEqualTo("t1");
        assertThat(next.times().endedAt()).isEqualTo(NOW);
        assertThat(next.times().dueAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aPageWithoutATokenKeepsTheOldOne() {
        assertThat(read(MAIN, new FeedRead(List.of(), "", false), NOW).token()).isEqualTo("t0");
    }

    @Test
    void aPageThatPointsAtItselfIsNotReadForEver() {
        FeedCursor next = read(MAIN, new FeedRead(List.of(), "t0", true), NOW);
        assertThat(next.isDue(NOW)).isFalse();
    }

    @Test
    void theNewestEventIsKeptAndNeverFallsBack() {
        Instant newer = NOW.minusSeconds(10);
        FeedCursor first = read(MAIN, new FeedRead(List.of(at(newer)), "t1", false), NOW);
        assertThat(first.times().lastEventAt()).isEqualTo(newer);
        FeedCursor second = read(first, new FeedRead(List.of(at(newer.minusSeconds(500))), "t2", false), NOW);
        assertThat(second.times().lastEventAt()).isEqualTo(newer);
        assertThat(second.replacementSince(NOW)).isEqualTo(newer.minus(Duration.ofMinutes(10)));
    }

    /** F16, AC-23: an event that is half an hour late is within the pass after it showed up, whenever that is. */
    @Test
    void aTrailingPassReachesHalfAnHourBehindTheStartOfThePassBefore() {
        FeedCursor first = TRAILING.opened("a", NOW.plusSeconds(900));
        FeedCursor rested = read(first, new FeedRead(List.of(), "b", false), NOW.plusSeconds(960));
        assertThat(rested.token()).isNull();
        assertThat(rested.times().dueAt()).isEqualTo(NOW.plusSeconds(1_800));
        assertThat(rested.passSince(NOW.plusSeconds(1_800))).isEqualTo(NOW.plusSeconds(900 - 1_800));
    }

    @Test
    void afterALongStopATrailingPassReachesNoFurtherThanADailyOne() {
        Instant late = NOW.plus(Duration.ofDays(9));
        assertThat(TRAILING.passSince(late)).isEqualTo(late.minus(Duration.ofHours(25)));
    }

    /** Deletions may be rare: the newest of them may be a year old. */
    @Test
    void aReplacementNeverReachesFurtherBackThanMarketoRemembers() {
        Instant late = NOW.plus(Duration.ofDays(365));
        assertThat(MAIN.replacementSince(late)).isEqualTo(late.minus(Duration.ofDays(14)));
        assertThat(TRAILING.replacementSince(late)).isEqualTo(late.minus(Duration.ofHours(25)));
    }

    /** R-I-9 */
    @Test
    void thirteenDaysWithoutAPageAreAGapThatIsNotedOnce() {
        Instant late = NOW.plus(Duration.ofDays(13)).plusSeconds(3_600);
        assertThat(MAIN.hasGap(NOW.plus(Duration.ofDays(13)))).isFalse();
        assertThat(MAIN.hasGap(late)).isTrue();
        assertThat(MAIN.gapNoted(late).hasGap(late)).isFalse();
        assertThat(TRAILING.hasGap(late)).isFalse();
    }

    @Test
    void theMainPassAlwaysHasAToken() {
        assertThatThrownBy(() -> new FeedCursor(Feed.CHANGES, FeedPass.MAIN, null, MAIN.times()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
