package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** N4 by decisions alone: a day on which every page is empty. */
class IdleDayPlanTest {
    private static final Instant START = Instant.parse("2026-07-13T00:00:00Z");
    /** Usage of the quota every ten minutes, an access token an hour, names of fields and of types once. */
    private static final int OTHER_CALLS = 144 + 24 + 2;

    /** Within 4,500 of 50,000 calls, and within 15 % of a plan of 10,000. */
    @ParameterizedTest
    @CsvSource({"50000, 4500, 60", "100000, 4500, 60", "10000, 1500, 300"})
    void anIdleDayStaysWithinItsCalls(int quota, int atMost, int slowestSeconds) {
        FeedPolicy policy = new FeedPolicy(Duration.ofSeconds(60), Duration.ofMinutes(15), quota);
        List<FeedCursor> cursors = new ArrayList<>();
        for (Feed feed : Feed.values()) {
            cursors.add(FeedCursor.begin(feed, "t", START, START));
            cursors.add(FeedCursor.rest(feed, FeedPass.TRAILING, policy, START));
            cursors.add(FeedCursor.rest(feed, FeedPass.DAILY, policy, START));
        }

        assertThat(calls(cursors, policy) + OTHER_CALLS).isLessThanOrEqualTo(atMost);
        assertThat(new PollPace(policy).after(Feed.CHANGES, false))
                .isLessThanOrEqualTo(Duration.ofSeconds(slowestSeconds));
    }

    private static int calls(List<FeedCursor> cursors, FeedPolicy policy) {
        PollPace pace = new PollPace(policy);
        NextWork.Dirty nobody = new NextWork.Dirty(List.of(), false, null);
        Instant now = START;
        int calls = 0;
        while (now.isBefore(START.plus(Duration.ofDays(1)))) {
            switch (NextWork.decide(cursors, nobody, now)) {
                case NextWork.Wait wait -> now = wait.until();
                case NextWork.Read read -> throw new AssertionError("nobody is dirty: " + read);
                case NextWork.Page page -> {
                    calls++;
                    FeedRead empty = new FeedRead(List.of(), "next", false);
                    cursors.set(cursors.indexOf(page.cursor()), page.cursor().pageRead(empty, now, pace, policy));
                }
                case NextWork.Open open -> {
                    calls++;
                    for (FeedCursor cursor : open.cursors()) {
                        cursors.set(cursors.indexOf(cursor), cursor.opened("past", now));
                    }
                }
            }
        }
        return calls;
    }
}
