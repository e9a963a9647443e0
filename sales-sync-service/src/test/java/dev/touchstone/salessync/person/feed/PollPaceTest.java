package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollPaceTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private static PollPace pace(long callsPerDay) {
        return new PollPace(new FeedPolicy(Duration.ofSeconds(60), QUARTER, callsPerDay));
    }

    private static double looksADay(PollPace pace, boolean found) {
        double looks = 0;
        for (Feed feed : Feed.values()) {
            looks += (double) Duration.ofDays(1).toMillis()
                    / pace.after(feed, found).toMillis();
        }
        return looks;
    }

    @Test
    void aQuietFeedOfChangesIsLookedAtAfterTheInterval() {
        assertThat(pace(50_000).after(Feed.CHANGES, false)).isEqualTo(Duration.ofSeconds(60));
        assertThat(pace(50_000).after(Feed.DELETIONS, false)).isEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void aFeedThatBringsSomethingIsLookedAtSooner() {
        PollPace pace = pace(50_000);
        assertThat(pace.after(Feed.CHANGES, true))
                .isLessThan(Duration.ofSeconds(40))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    /** N4: with the passes over the recent past and 200 calls for the rest, a day stays within 15 % of the quota. */
    @ParameterizedTest
    @CsvSource({"10000, true", "10000, false", "50000, true", "20000, true", "4000, false"})
    void aDayOfLooksStaysWithinTheShareOfTheQuota(int quota, boolean found) {
        double passes = Duration.ofDays(1).dividedBy(QUARTER) * 4.0 + 4;
        assertThat(looksADay(pace(quota), found) + passes + 200).isLessThanOrEqualTo(Math.max(quota * 0.15, 750));
    }

    @Test
    void aTinyQuotaStillAllowsLooks() {
        assertThat(pace(100).after(Feed.CHANGES, false)).isLessThan(Duration.ofDays(1));
    }
}
