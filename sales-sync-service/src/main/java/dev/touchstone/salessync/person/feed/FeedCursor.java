package dev.touchstone.salessync.person.feed;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one pass through one feed is. Pure: each step gives a new cursor.
 *
 * @param feed which feed
 * @param pass which way through it
 * @param token where it goes on, as Marketo said; null between two passes, never for {@link FeedPass#MAIN}
 * @param times when what happened
 */
record FeedCursor(Feed feed, FeedPass pass, @Nullable String token, Times times) {
    /** A token that is refused is replaced by one from this long before the last event (AC-25). */
    static final Duration REPLACEMENT_MARGIN = Duration.ofMinutes(10);
    /** A token from longer ago finds no more than one from then: Marketo forgets. */
    static final Duration LONGEST_MEMORY = Duration.ofDays(14);
    /** Marketo may forget deletions after 14 days; one day of margin (R-I-9). */
    static final Duration LONGEST_GAP = Duration.ofDays(13);

    /**
     * When what happened.
     *
     * @param startedAt when the pass in hand started, or the last one
     * @param polledAt when a page was read last; when the feed began if none was
     * @param endedAt when the page was asked for that ended it last; null if none ever did
     * @param lastEventAt newest event, by Marketo's clock; where the feed began if there was none
     * @param dueAt nothing is read before
     */
    record Times(
            Instant startedAt, Instant polledAt, @Nullable Instant endedAt, Instant lastEventAt, Instant dueAt) {}

    FeedCursor {
        if (pass == FeedPass.MAIN && token == null) {
            throw new IllegalArgumentException("the main pass always has a token");
        }
    }

    /** The main pass from a token for {@code since}. */
    static FeedCursor begin(Feed feed, String token, Instant since, Instant now) {
        return new FeedCursor(feed, FeedPass.MAIN, token, new Times(now, now, null, since, now));
    }

    /** A repeating pass that starts for the first time after its interval. */
    static FeedCursor rest(Feed feed, FeedPass pass, FeedPolicy policy, Instant now) {
        return new FeedCursor(feed, pass, null, new Times(now, now, null, now, now.plus(interval(pass, policy))));
    }

    boolean isDue(Instant now) {
        return !now.isBefore(times.dueAt());
    }

    /** True if the feed was not read for so long that Marketo may have forgotten deletions. */
    boolean hasGap(Instant now) {
        return pass == FeedPass.MAIN && times.polledAt().plus(LONGEST_GAP).isBefore(now);
    }

    /** Where a pass that starts now has to begin. */
    Instant passSince(Instant now) {
        Instant dayAgo = now.minus(FeedPolicy.DAILY_WINDOW);
        if (pass == FeedPass.DAILY) {
            return dayAgo;
        }
        // From the start of the pass before: an event that showed up since then may be late by half an hour.
        Instant late = times.startedAt().minus(FeedPolicy.TRAILING_LATENESS);
        return late.isBefore(dayAgo) ? dayAgo : late;
    }

    /** Where a token has to begin that replaces a refused one. */
    Instant replacementSince(Instant now) {
        if (pass != FeedPass.MAIN) {
            return passSince(now);
        }
        Instant since = times.lastEventAt().minus(REPLACEMENT_MARGIN);
        Instant oldest = now.minus(LONGEST_MEMORY);
        return since.isBefore(oldest) ? oldest : since;
    }

    /** After a pass started. */
    FeedCursor opened(String opening, Instant now) {
        return new FeedCursor(
                feed, pass, opening, new Times(now, times.polledAt(), times.endedAt(), times.lastEventAt(), now));
    }

    /** After a gap was noted: it is not noted again. */
    FeedCursor gapNoted(Instant now) {
        return new FeedCursor(
                feed,
                pass,
                token,
                new Times(times.startedAt(), now, times.endedAt(), times.lastEventAt(), times.dueAt()));
    }

    /** After a page was read. */
    FeedCursor pageRead(FeedRead page, Instant now, PollPace pace, FeedPolicy policy) {
        Instant newest = page.newestAt()
                .filter(time -> time.isAfter(times.lastEventAt()))
                .orElse(times.lastEventAt());
        String next = page.nextToken().isEmpty() ? token : page.nextToken();
        // A page that says there is more and points at itself would be read for ever.
        if (page.more() && !page.nextToken().isEmpty() && !page.nextToken().equals(token)) {
            return new FeedCursor(feed, pass, next, new Times(times.startedAt(), now, times.endedAt(), newest, now));
        }
        boolean main = pass == FeedPass.MAIN;
        Instant due = main
                ? now.plus(pace.after(feed, !page.signals().isEmpty()))
                : times.startedAt().plus(interval(pass, policy));
        return new FeedCursor(feed, pass, main ? next : null, new Times(times.startedAt(), now, now, newest, due));
    }

    private static Duration interval(FeedPass pass, FeedPolicy policy) {
        return switch (pass) {
            case MAIN -> policy.interval();
            case TRAILING -> policy.trailingInterval();
            case DAILY -> FeedPolicy.DAILY_INTERVAL;
        };
    }
}
