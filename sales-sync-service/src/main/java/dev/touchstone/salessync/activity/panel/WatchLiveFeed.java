package dev.touchstone.salessync.activity.panel;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.activity.panel.SqlLiveFeed.Seen;
import dev.touchstone.salessync.outbox.OutboxState;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the live feed of an owner for a watcher. */
@ApplicationScoped
public class WatchLiveFeed {
    private static final int ACTIVITIES_A_STEP = 100;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration RESUME_AFTER = Duration.ofSeconds(1);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private final SqlLiveFeed feed;
    private final Clock clock;
    private volatile boolean stopping;

    WatchLiveFeed(SqlLiveFeed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * What a watcher is told in one message.
     *
     * @param activities empty for a sign of life
     * @param position where the watcher stands after it
     */
    public record Step(List<Activity> activities, FeedPosition position) {
        public Step {
            activities = List.copyOf(activities);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** The position of a watcher that wants what comes from now on. */
    public FeedPosition now(String ownerId) {
        return feed.end(ownerId);
    }

    /**
     * The next activities, as soon as there are any; a sign of life after ten seconds without.
     *
     * @throws RpcFailure.Unavailable {@code STREAM_ENDED} when the service stops
     */
    public Step next(String ownerId, FeedPosition after) {
        Instant started = clock.instant();
        while (!stopping) {
            List<Seen> seen = feed.read(ownerId, after, ACTIVITIES_A_STEP);
            if (!seen.isEmpty()) {
                return new Step(
                        seen.stream()
                                .map(Seen::activity)
                                .filter(activity -> !isRepetition(activity))
                                .toList(),
                        seen.get(seen.size() - 1).position());
            }
            if (Duration.between(started, clock.instant()).compareTo(SIGN_OF_LIFE) >= 0) {
                return new Step(List.of(), after);
            }
            pause();
        }
        throw ended();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ended();
        }
    }

    private static RpcFailure ended() {
        return new RpcFailure.Unavailable(
                "STREAM_ENDED", "the service stops; resume with the last cursor", RESUME_AFTER);
    }

    /** A second open or click within a minute is no news. */
    private static boolean isRepetition(Activity activity) {
        return activity.delivery().state() == OutboxState.SKIPPED
                && activity.delivery()
                        .cause()
                        .filter(cause -> cause.startsWith("DUPLICATE"))
                        .isPresent();
    }
}
