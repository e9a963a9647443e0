package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.marketo.FeedPage;
import dev.touchstone.salessync.marketo.FeedsApi;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoActivity;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Marketo's log of merges, read apart from the feeds: a reconciliation looks there for whoever is gone before it takes them for deleted.
 */
@ApplicationScoped
public class MergeLog {
    /** One person merged into another. */
    public record Merged(long loser, long winner, Instant at) {}

    /**
     * A page of the log.
     *
     * @param token for the next page
     * @param more true if there is a next page
     */
    public record Page(List<Merged> merges, String token, boolean more) {
        public Page {
            merges = List.copyOf(merges);
        }
    }

    /** The position in the log as of a moment. */
    public String token(MarketoInstance marketo, Instant since) {
        return marketo.feeds(Lane.RECONCILE).pagingToken(since);
    }

    /** The page at a position; empty and the last one if the instance has no such activity. */
    public Page read(MarketoInstance marketo, String token) {
        FeedsApi feeds = marketo.feeds(Lane.RECONCILE);
        FollowedTypes types = FollowedTypes.of(feeds.activityTypes());
        if (types.merge().isEmpty()) {
            return new Page(List.of(), token, false);
        }
        FeedPage<MarketoActivity> page =
                feeds.activities(token, Set.of(types.merge().getAsInt()), List.of());
        List<Merged> merges = page.items().stream()
                .map(activity -> Signal.of(activity, types))
                .flatMap(signal ->
                        signal.losers().stream().map(loser -> new Merged(loser, signal.leadId(), signal.at())))
                .toList();
        return new Page(merges, page.nextToken(), page.more());
    }

    /** True if a failure may be that of a position which Marketo does not take any more; then a new one has to be asked for. */
    public static boolean mayBeThePosition(MarketoError error) {
        return switch (error.kind()) {
            case AUTH, PACE, QUOTA, TRANSIENT, DRIFT, NOTHING -> false;
            case SIZE, CONFIG, IDENTITY, ROW, BUG, PERMANENT -> true;
        };
    }
}
