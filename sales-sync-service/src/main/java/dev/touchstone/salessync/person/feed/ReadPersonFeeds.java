package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.person.Fence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks what is next, asks Marketo outside any transaction, and commits the answer. */
@ApplicationScoped
class ReadPersonFeeds implements PersonFeeds {
    private static final int BATCH = 300;

    private final SqlFeedStore feeds;
    private final SqlDirtyPersonStore dirty;
    private final RemoteFeeds remote;
    private final Journals journals;
    private final FeedMeters meters;

    ReadPersonFeeds(
            SqlFeedStore feeds, SqlDirtyPersonStore dirty, RemoteFeeds remote, Journals journals, FeedMeters meters) {
        this.feeds = feeds;
        this.dirty = dirty;
        this.remote = remote;
        this.journals = journals;
        this.meters = meters;
    }

    /** What commits. */
    @Singleton
    static class Journals {
        private final FeedJournal pages;
        private final ReadJournal people;

        Journals(FeedJournal pages, ReadJournal people) {
            this.pages = pages;
            this.people = people;
        }
    }

    @Override
    public void begin(MarketoInstance marketo, Instant since, Instant now, Fence fence) {
        if (feeds.cursors().isEmpty()) {
            journals.pages.begin(remote.token(marketo, since), since, micros(now), fence);
        }
    }

    @Override
    public Step advance(MarketoInstance marketo, Instant present, Fence fence) {
        Instant now = micros(present);
        Optional<String> gap = feeds.gap();
        if (gap.isPresent()) {
            return new Step.GapTooLong(gap.get());
        }
        List<FeedCursor> cursors = feeds.cursors();
        List<FeedCursor> abandoned =
                cursors.stream().filter(cursor -> cursor.hasGap(now)).toList();
        if (!abandoned.isEmpty()) {
            journals.pages.noteGap(abandoned, now, fence);
            return new Step.GapTooLong(GAP_TOO_LONG);
        }
        List<DirtyPerson> next = dirty.next(BATCH);
        NextWork work = NextWork.decide(cursors, NextWork.Dirty.of(next, BATCH, now), now);
        if (meters.wantsLag()) {
            meters.lag(lag());
        }
        return switch (work) {
            case NextWork.Read read -> read(marketo, read.people(), now, fence);
            case NextWork.Page page -> page(marketo, page.cursor(), now, fence);
            case NextWork.Open open -> open(marketo, open, now, fence);
            case NextWork.Wait wait -> new Step.Idle(wait.until());
        };
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void gapTaken() {
        journals.pages.gapTaken();
    }

    @Override
    public Lag lag() {
        Map<Feed, Instant> lastEvents = new EnumMap<>(Feed.class);
        Map<Feed, Instant> ends = new EnumMap<>(Feed.class);
        for (FeedCursor cursor : feeds.cursors()) {
            if (cursor.pass() == FeedPass.MAIN) {
                lastEvents.put(cursor.feed(), cursor.times().lastEventAt());
                Optional.ofNullable(cursor.times().endedAt()).ifPresent(end -> ends.put(cursor.feed(), end));
            }
        }
        SqlDirtyPersonStore.Waiting waiting = dirty.waiting();
        return new Lag(waiting.people(), waiting.since(), lastEvents, ends);
    }

    private Step read(MarketoInstance marketo, List<DirtyPerson> people, Instant now, Fence fence) {
        RemoteFeeds.People read = remote.people(
                marketo, people.stream().map(DirtyPerson::marketoId).toList());
        meters.written(journals.people.commit(people, read, now, fence));
        return new Step.Worked();
    }

    private Step page(MarketoInstance marketo, FeedCursor cursor, Instant now, Fence fence) {
        RemoteFeeds.Answer answer = remote.page(marketo, cursor, now);
        int news = journals.pages.commitPage(cursor, answer, now, fence);
        meters.page(cursor, answer.page().signals().size(), news);
        if (answer.refused()) {
            meters.tokenRefused(cursor.feed());
        }
        return new Step.Worked();
    }

    private Step open(MarketoInstance marketo, NextWork.Open open, Instant now, Fence fence) {
        journals.pages.open(open.cursors(), remote.token(marketo, open.since()), now, fence);
        return new Step.Worked();
    }

    /** What the database keeps. */
    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
