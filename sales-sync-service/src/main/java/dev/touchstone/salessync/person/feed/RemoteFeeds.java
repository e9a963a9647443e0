package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.marketo.FeedPage;
import dev.touchstone.salessync.marketo.FeedsApi;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.LeadChanges;
import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.marketo.MarketoLead;
import dev.touchstone.salessync.marketo.ReadInParts;
import dev.touchstone.salessync.person.PersonReading;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads Marketo's feeds, and the people whom they mark, in the lane of the feeds. */
@ApplicationScoped
class RemoteFeeds {
    private static final Duration TYPES_LIFE = Duration.ofHours(24);
    /** What may pass by itself is tried so often before it is taken for the token's fault. */
    private static final int TRIES = 5;

    private @Nullable KnownTypes known;
    private final Map<Feed, Refused> refused = new EnumMap<>(Feed.class);
    private int failedReads;

    /** How often in a row a token brought an error that may pass. */
    private record Refused(String token, int times) {}

    private record KnownTypes(MarketoInstance instance, FollowedTypes types, Instant until) {}

    /**
     * A page, and whether the stored token was refused.
     *
     * @param page what was read, from the stored token or from the one that replaced it
     * @param refused true if the stored token was refused
     * @param blind true for changes among which nobody is who only unsubscribed, because the instance does not answer with that
     */
    record Answer(FeedRead page, boolean refused, boolean blind) {
        private static Answer of(FeedRead page) {
            return new Answer(page, false, false);
        }

        private Answer afterRefusal() {
            return new Answer(page, true, blind);
        }
    }

    /** The position as of a moment; good for all feeds. */
    String token(MarketoInstance marketo, Instant since) {
        return marketo.feeds(Lane.FEED).pagingToken(since);
    }

    /**
     * Reads the next page. A refused token is replaced at once, and the new one is tried in the same call: so only a token that
     * works is ever stored, and a refusal that has another reason changes nothing.
     */
    Answer page(MarketoInstance marketo, FeedCursor cursor, Instant now) {
        @Nullable String stored = cursor.token();
        if (stored == null) {
            throw new IllegalStateException("a pass is opened before it is read");
        }
        try {
            Answer answer = page(marketo, cursor.feed(), stored, now);
            works(cursor.feed());
            return answer;
        } catch (MarketoFailure failure) {
            if (!isTheToken(cursor.feed(), stored, failure.error())) {
                throw failure;
            }
            Instant since = cursor.replacementSince(now);
            Log.warnf("the position in the feed %s is refused; it is read from %s", cursor.feed(), since);
            String replacement = token(marketo, since);
            return page(marketo, cursor.feed(), replacement, now).afterRefusal();
        }
    }

    /**
     * What a batch of people brought.
     *
     * @param readings everybody who is there
     * @param unreadable whom Marketo cannot answer with, and why
     */
    record People(List<PersonReading> readings, Map<Long, MarketoError> unreadable) {
        People {
            readings = List.copyOf(readings);
            unreadable = Map.copyOf(unreadable);
        }
    }

    /** Everybody of these who is there. What fails again and again, and may be one person's fault, is read in parts. */
    synchronized People people(MarketoInstance marketo, Collection<Long> ids) {
        LeadsApi leads = marketo.leads(Lane.FEED);
        try {
            ReadInParts read = leads.byIdsAfter(failedReads, ids);
            failedReads = 0;
            return new People(readings(read.leads()), read.unreadable());
        } catch (MarketoFailure failure) {
            failedReads += failure.error().mayBeOnePerson() ? 1 : 0;
            throw failure;
        }
    }

    private static List<PersonReading> readings(List<MarketoLead> leads) {
        return leads.stream().map(PersonReading::of).toList();
    }

    private Answer page(MarketoInstance marketo, Feed feed, String token, Instant now) {
        FeedsApi feeds = marketo.feeds(Lane.FEED);
        return switch (feed) {
            case CHANGES -> {
                LeadChanges changes = feeds.leadChanges(token);
                boolean blind = !changes.fields().contains(LeadField.UNSUBSCRIBED);
                yield new Answer(read(changes.page(), Signal::of), false, blind);
            }
            case DELETIONS -> Answer.of(read(feeds.deletedLeads(token), Signal::of));
            case ACTIVITIES -> {
                FollowedTypes types = types(marketo, feeds, now);
                // Without types the call would answer with all activities there are.
                yield Answer.of(
                        types.ids().isEmpty()
                                ? new FeedRead(List.of(), "", false)
                                : read(
                                        feeds.activities(token, types.ids(), List.of()),
                                        activity -> Signal.of(activity, types)));
            }
        };
    }

    private static <T> FeedRead read(FeedPage<T> page, Function<T, Signal> signal) {
        return new FeedRead(page.items().stream().map(signal).toList(), page.nextToken(), page.more());
    }

    private synchronized FollowedTypes types(MarketoInstance marketo, FeedsApi feeds, Instant now) {
        @Nullable KnownTypes current = known;
        if (current == null || current.instance() != marketo || !now.isBefore(current.until())) {
            FollowedTypes types = FollowedTypes.of(feeds.activityTypes());
            if (types.merge().isEmpty()) {
                Log.warn("Marketo lists no activity type Merge Leads: merged people are taken for deleted ones");
            }
            current = new KnownTypes(marketo, types, now.plus(TYPES_LIFE));
            known = current;
        }
        return current.types();
    }

    private synchronized void works(Feed feed) {
        refused.remove(feed);
    }

    /**
     * Marketo says in different ways that a token is no good. What says something else for certain is not one of them; what as a
     * rule means something that passes is one after some tries with the same token.
     */
    private synchronized boolean isTheToken(Feed feed, String token, MarketoError error) {
        boolean doubtful = error instanceof MarketoError.SystemError || error instanceof MarketoError.UnknownField;
        if (doubtful) {
            @Nullable Refused before = refused.get(feed);
            int times = before != null && before.token().equals(token) ? before.times() + 1 : 1;
            refused.put(feed, new Refused(token, times));
            return times >= TRIES;
        }
        return MergeLog.mayBeThePosition(error);
    }
}
