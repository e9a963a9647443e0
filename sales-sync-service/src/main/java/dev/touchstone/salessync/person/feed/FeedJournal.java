package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.person.Fence;
import dev.touchstone.salessync.person.MergePeople;
import dev.touchstone.salessync.person.PeopleGone;
import dev.touchstone.salessync.person.Written;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Commits what happens to the positions in the feeds, each change in one transaction that the fence lets through. */
@ApplicationScoped
class FeedJournal {
    /** Longer than a trailing pass reaches back; a daily pass marks everybody anew, as a safety net. */
    private static final Duration EVENTS_KEPT = Duration.ofHours(2);

    private final SqlFeedStore feeds;
    private final SqlDirtyPersonStore dirty;
    private final MergePeople mergePeople;
    private final FeedPolicy policy;
    private final PollPace pace;
    private final Event<PeopleFollowed> followed;

    FeedJournal(
            SqlFeedStore feeds,
            SqlDirtyPersonStore dirty,
            MergePeople mergePeople,
            FeedPolicy policy,
            Event<PeopleFollowed> followed) {
        this.feeds = feeds;
        this.dirty = dirty;
        this.mergePeople = mergePeople;
        this.policy = policy;
        this.pace = new PollPace(policy);
        this.followed = followed;
    }

    /** First positions of all passes. */
    @Transactional
    void begin(String token, Instant since, Instant now, Fence fence) {
        fence.check();
        List<FeedCursor> cursors = new ArrayList<>();
        for (Feed feed : Feed.values()) {
            cursors.add(FeedCursor.begin(feed, token, since, now));
            cursors.add(FeedCursor.rest(feed, FeedPass.TRAILING, policy, now));
            cursors.add(FeedCursor.rest(feed, FeedPass.DAILY, policy, now));
        }
        feeds.begin(cursors);
    }

    /** Starts a pass over the recent past. */
    @Transactional
    void open(Collection<FeedCursor> cursors, String token, Instant now, Fence fence) {
        fence.check();
        cursors.forEach(cursor -> feeds.move(cursor, cursor.opened(token, now)));
        feeds.forgetEventsBefore(now.minus(EVENTS_KEPT));
    }

    /** Notes that the feeds were not read for too long. */
    @Transactional
    void noteGap(Collection<FeedCursor> cursors, Instant now, Fence fence) {
        fence.check();
        cursors.forEach(cursor -> feeds.move(cursor, cursor.gapNoted(now)));
        feeds.noteGap(PersonFeeds.GAP_TOO_LONG, now);
    }

    /** Within the caller's transaction. */
    void gapTaken() {
        feeds.closeGaps();
    }

    /**
     * Stores a page's effects and the position after it together (R-I-5).
     *
     * @return how many of its signals are new
     */
    @Transactional
    int commitPage(FeedCursor from, RemoteFeeds.Answer answer, Instant now, Fence fence) {
        fence.check();
        FeedRead page = answer.page();
        List<Signal> news = news(from.feed(), page.signals(), now);
        PageEffects effects = PageEffects.of(news);
        // Before the cursor moves: a mark keeps until when the feeds were known without it.
        dirty.mark(effects.marked(), now);
        dirty.markDeleted(effects.deleted(), now);
        feeds.move(from, from.pageRead(page, now, pace, policy));
        if (from.feed() == Feed.CHANGES && from.pass() == FeedPass.MAIN) {
            watchUnsubscribes(answer.blind(), now);
        }
        if (answer.refused() && from.pass() == FeedPass.MAIN) {
            feeds.noteGap(PersonFeeds.TOKEN_REFUSED, now);
            // Their tokens are as old: what they say comes before a comparison begins that it would begin anew.
            for (Feed feed : Feed.values()) {
                if (feed != from.feed()) {
                    feeds.hurry(feed, now);
                }
            }
        }
        merge(effects.merges(), now);
        return news.size();
    }

    /** Who unsubscribes while the instance does not say so is marked by nothing, now or later: it takes a comparison of everybody. */
    private void watchUnsubscribes(boolean blind, Instant now) {
        if (blind) {
            feeds.noteBlind(now);
        } else if (feeds.endBlind()) {
            feeds.noteGap(PersonFeeds.UNSUBSCRIBES_MISSED, now);
        }
    }

    private List<Signal> news(Feed feed, List<Signal> signals, Instant now) {
        List<String> guids = signals.stream()
                .map(Signal::guid)
                .filter(guid -> !guid.isEmpty())
                .distinct()
                .toList();
        Set<String> unseen = new HashSet<>(feeds.see(feed, guids, now));
        // A guid that a page has twice is one event.
        return signals.stream()
                .filter(signal -> signal.guid().isEmpty() || unseen.remove(signal.guid()))
                .toList();
    }

    private void merge(List<PageEffects.Merge> merges, Instant now) {
        for (PageEffects.Merge merge : merges) {
            PeopleGone gone = mergePeople.merge(merge.loser(), merge.winner(), now);
            followed.fire(new PeopleFollowed(Written.NOTHING, gone));
        }
        // Whoever was missed before the merge was told is explained now, and need not wait for a second reading.
        dirty.readAgain(merges.stream().map(PageEffects.Merge::loser).toList(), now);
    }
}
