package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.FeedPage;
import dev.touchstone.salessync.marketo.FeedsApi;
import dev.touchstone.salessync.marketo.MarketoActivity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds ids of people who were created lately in Marketo's log of activities. A search among the ids themselves ends before a hole of many
 * ids, which a mass deletion leaves; the newest people are behind it.
 */
@ApplicationScoped
class NewestPeople {
    private static final String NEW_LEAD = "New Lead";
    /** Looked at one after the other until there is somebody. Marketo keeps activities for 90 days. */
    private static final List<Duration> AGES = List.of(Duration.ofDays(1), Duration.ofDays(14), Duration.ofDays(89));
    /** Of pages that hold 300 people each. Even the first of them are behind a hole that is older. */
    private static final int PAGES = 10;

    private final Clock clock;

    NewestPeople(Clock clock) {
        this.clock = clock;
    }

    /** The highest id that was found; 0 if nobody is new. */
    long highestId(Reading reading) {
        FeedsApi feeds = reading.marketo().feeds(reading.lane());
        @Nullable Integer type = feeds.activityTypes().get(NEW_LEAD);
        if (type == null) {
            return 0;
        }
        for (Duration age : AGES) {
            long highest = highestSince(feeds, type, clock.instant().minus(age));
            if (highest > 0) {
                return highest;
            }
        }
        return 0;
    }

    private static long highestSince(FeedsApi feeds, int type, Instant since) {
        String token = feeds.pagingToken(since);
        long highest = 0;
        boolean more = true;
        for (int read = 0; read < PAGES && more; read++) {
            FeedPage<MarketoActivity> page = feeds.activities(token, List.of(type), List.of());
            for (MarketoActivity activity : page.items()) {
                highest = Math.max(highest, activity.leadId());
            }
            token = page.nextToken();
            more = page.more();
        }
        return highest;
    }
}
