package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NextWorkTest {
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");
    private static final FeedPolicy POLICY = new FeedPolicy(Duration.ofSeconds(60), Duration.ofMinutes(15), 50_000);
    private static final PollPace PACE = new PollPace(POLICY);
    private static final NextWork.Dirty NOBODY = new NextWork.Dirty(List.of(), false, null);

    private static final List<FeedCursor> DUE = Stream.of(Feed.values())
            .map(feed -> FeedCursor.begin(feed, "t", NOW, NOW))
            .toList();
    private static final List<FeedCursor> READ = DUE.stream()
            .map(cursor -> cursor.pageRead(new FeedRead(List.of(), "u", false), NOW, PACE, POLICY))
            .toList();

    private static NextWork.Dirty dirty(int people) {
        List<DirtyPerson> next = LongStream.rangeClosed(1, people)
                .mapToObj(id -> new DirtyPerson(id, id, NOW, MissingPerson.NO))
                .toList();
        return NextWork.Dirty.of(next, 300, NOW);
    }

    private static List<FeedCursor> and(List<FeedCursor> cursors, FeedCursor... more) {
        return Stream.concat(cursors.stream(), Stream.of(more)).toList();
    }

    private static FeedCursor trailing(Feed feed) {
        return FeedCursor.rest(feed, FeedPass.TRAILING, POLICY, NOW.minusSeconds(900));
    }

    @Test
    void aFullBatchComesBeforeTheFeeds() {
        assertThat(NextWork.decide(DUE, dirty(300), NOW)).isInstanceOf(NextWork.Read.class);
    }

    @Test
    void aPartOfABatchWaitsForTheFeedsThatMayFillIt() {
        assertThat(NextWork.decide(DUE, dirty(299), NOW)).isEqualTo(new NextWork.Page(DUE.get(0)));
        assertThat(NextWork.decide(READ, dirty(1), NOW)).isEqualTo(new NextWork.Read(dirty(1).due()));
    }

    @Test
    void thePastComesLastAndItsFeedsShareAToken() {
        FeedCursor changes = trailing(Feed.CHANGES);
        FeedCursor activities = trailing(Feed.ACTIVITIES);
        List<FeedCursor> cursors = and(READ, changes, activities);

        assertThat(NextWork.decide(cursors, dirty(1), NOW)).isInstanceOf(NextWork.Read.class);
        assertThat(NextWork.decide(cursors, NOBODY, NOW))
                .isEqualTo(new NextWork.Open(List.of(changes, activities), NOW.minus(Duration.ofMinutes(45))));
    }

    @Test
    void aPassInHandGoesOnPageByPage() {
        FeedCursor opened = trailing(Feed.CHANGES).opened("p", NOW);
        assertThat(NextWork.decide(and(READ, opened), NOBODY, NOW)).isEqualTo(new NextWork.Page(opened));
    }

    @Test
    void withNothingToDoTheNextMomentIsKnown() {
        assertThat(NextWork.decide(READ, NOBODY, NOW)).isEqualTo(new NextWork.Wait(NOW.plusSeconds(60)));
        DirtyPerson later = new DirtyPerson(7, 1, NOW.plusSeconds(5), MissingPerson.NO);
        assertThat(NextWork.decide(READ, NextWork.Dirty.of(List.of(later), 300, NOW), NOW))
                .isEqualTo(new NextWork.Wait(NOW.plusSeconds(5)));
    }
}
