package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.person.BuryPeople;
import dev.touchstone.salessync.person.Fence;
import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.PeopleGone;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.person.Written;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commits a batch of people that was read: what they are now, who is gone, and whose marks are done. */
@ApplicationScoped
class ReadJournal {
    private final PersonStore people;
    private final SqlDirtyPersonStore dirty;
    private final SqlFeedStore feeds;
    private final Fates fates;
    private final Event<PeopleFollowed> followed;

    ReadJournal(
            PersonStore people,
            SqlDirtyPersonStore dirty,
            SqlFeedStore feeds,
            Fates fates,
            Event<PeopleFollowed> followed) {
        this.people = people;
        this.dirty = dirty;
        this.feeds = feeds;
        this.fates = fates;
        this.followed = followed;
    }

    /** Who the missing are, and what becomes of them. */
    @Singleton
    static class Fates {
        private final PersonIdentities identities;
        private final BuryPeople buryPeople;
        private final UnreadablePeople unreadable;

        Fates(PersonIdentities identities, BuryPeople buryPeople, UnreadablePeople unreadable) {
            this.identities = identities;
            this.buryPeople = buryPeople;
            this.unreadable = unreadable;
        }
    }

    /**
     * Commits a batch.
     *
     * @param asked whom the read asked for, with the marks that they had before
     * @param read what Marketo answered
     * @param readAt when the read began
     */
    @Transactional
    Written commit(List<DirtyPerson> asked, RemoteFeeds.People read, Instant readAt, Fence fence) {
        fence.check();
        List<Long> ids = asked.stream().map(DirtyPerson::marketoId).toList();
        Map<Long, Long> marks = dirty.lock(ids);
        Written written = people.write(read.readings(), ReadWay.FEED, readAt);
        ReadPlan.Batch batch = new ReadPlan.Batch(
                asked, found(read), written.staleIds(), read.unreadable().keySet(), readAt);
        ReadPlan plan = ReadPlan.of(batch, marks, fates.identities.resolve(batch.missing()), ends());
        PeopleGone gone = fates.buryPeople.bury(plan.gone(), ReadWay.FEED, readAt);
        settle(plan, readAt);
        fates.unreadable.put(read.unreadable(), readAt);
        fates.unreadable.settle(
                ids.stream().filter(id -> !read.unreadable().containsKey(id)).toList());
        followed.fire(new PeopleFollowed(written, gone));
        return written;
    }

    private static Set<Long> found(RemoteFeeds.People read) {
        return read.readings().stream().map(PersonReading::marketoId).collect(Collectors.toUnmodifiableSet());
    }

    private void settle(ReadPlan plan, Instant readAt) {
        // Whoever is there all the same was read later than this, by a clock that was set back since (F37).
        Set<Long> later = plan.gone().isEmpty() ? Set.of() : live(plan.gone());
        dirty.clear(plan.clear().stream().filter(id -> !later.contains(id)).toList());
        dirty.readAgain(later, readAt.plus(ReadPlan.STALE_WAIT));
        dirty.present(plan.present());
        plan.readAgain().forEach((at, ids) -> dirty.readAgain(ids, at));
        dirty.missed(plan.missed(), readAt);
        if (plan.hurryFeeds()) {
            feeds.hurry(Feed.ACTIVITIES, readAt);
            feeds.hurry(Feed.DELETIONS, readAt);
        }
    }

    private Set<Long> live(List<Long> ids) {
        return fates.identities.resolve(ids).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Identity.Live)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private MissingPerson.Ends ends() {
        List<FeedCursor> cursors = feeds.cursors();
        return new MissingPerson.Ends(endOf(cursors, Feed.ACTIVITIES), endOf(cursors, Feed.DELETIONS));
    }

    private static @Nullable Instant endOf(List<FeedCursor> cursors, Feed feed) {
        for (FeedCursor cursor : cursors) {
            if (cursor.feed() == feed && cursor.pass() == FeedPass.MAIN) {
                return cursor.times().endedAt();
            }
        }
        return null;
    }
}
