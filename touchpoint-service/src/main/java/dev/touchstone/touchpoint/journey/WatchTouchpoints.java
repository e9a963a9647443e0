package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.touchpoint.ChangeFeed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the change feed for a watcher. A re-mapped key stands for all its touchpoints as they are when it is read; many of
 * them come in several steps.
 */
@ApplicationScoped
class WatchTouchpoints {
    private static final int CHANGES_A_STEP = 500;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);
    private static final UUID FIRST_ID = new UUID(0, 0);

    private final ChangeFeed feed;
    private final TouchpointQueries touchpoints;
    private final Clock clock;

    WatchTouchpoints(ChangeFeed feed, TouchpointQueries touchpoints, Clock clock) {
        this.feed = feed;
        this.touchpoints = touchpoints;
        this.clock = clock;
    }

    /**
     * A change with the touchpoint as it is now.
     *
     * @param view null once it is removed
     */
    record Seen(
            ChangeFeed.Type type,
            UUID touchpointId,
            UUID personId,
            Instant changedAt,
            @Nullable TouchpointView view) {}

    /**
     * What a watcher is told in one message.
     *
     * @param changes empty for a sign of life
     * @param cursor where the watcher stands after it
     */
    record Step(List<Seen> changes, FeedCursor cursor) {}

    /** The cursor of a watcher that wants what comes from now on. */
    FeedCursor now() {
        return new FeedCursor(feed.end(), clock.instant(), null);
    }

    /** True if changes after the cursor may have been dropped. */
    boolean isExpired(FeedCursor cursor) {
        return cursor.seenAt().isBefore(feed.keptSince());
    }

    /** The next changes, as soon as there are any; a sign of life after ten seconds without. */
    Step next(FeedCursor cursor) throws InterruptedException {
        Instant started = clock.instant();
        while (true) {
            // Taken before the look, so that the cursor never claims to have seen more than it has.
            Instant lookedAt = clock.instant();
            List<ChangeFeed.Change> changes = feed.read(cursor.position(), CHANGES_A_STEP);
            if (!changes.isEmpty()) {
                return step(cursor, changes, lookedAt);
            }
            if (Duration.between(started, lookedAt).compareTo(SIGN_OF_LIFE) >= 0) {
                return new Step(List.of(), new FeedCursor(cursor.position(), lookedAt, cursor.withinKey()));
            }
            Thread.sleep(LOOK);
        }
    }

    private Step step(FeedCursor cursor, List<ChangeFeed.Change> changes, Instant lookedAt) {
        UUID key = changes.get(0).mappingKeyId();
        if (key != null) {
            return remapped(cursor, changes.get(0), key, lookedAt);
        }
        List<ChangeFeed.Change> single = changes.stream()
                .takeWhile(change -> change.mappingKeyId() == null)
                .toList();
        List<UUID> ids = single.stream()
                .map(ChangeFeed.Change::touchpointId)
                .filter(Objects::nonNull)
                .toList();
        Map<UUID, TouchpointView> views = touchpoints.find(ids).stream()
                .collect(Collectors.toMap(view -> view.touchpoint().touchpointId(), Function.identity()));
        List<Seen> seen = new ArrayList<>(single.size());
        for (ChangeFeed.Change change : single) {
            UUID touchpointId = Objects.requireNonNull(change.touchpointId());
            seen.add(new Seen(
                    change.type(),
                    touchpointId,
                    Objects.requireNonNull(change.personId()),
                    change.changedAt(),
                    views.get(touchpointId)));
        }
        return new Step(seen, new FeedCursor(single.get(single.size() - 1).position(), lookedAt, null));
    }

    private Step remapped(FeedCursor cursor, ChangeFeed.Change change, UUID key, Instant lookedAt) {
        UUID after = cursor.withinKey() == null ? FIRST_ID : cursor.withinKey();
        List<TouchpointView> views = touchpoints.ofMappingKey(key, after, CHANGES_A_STEP);
        List<Seen> seen = views.stream()
                .map(view -> new Seen(
                        change.type(),
                        view.touchpoint().touchpointId(),
                        view.touchpoint().personId(),
                        change.changedAt(),
                        view))
                .toList();
        boolean more = views.size() == CHANGES_A_STEP;
        FeedCursor next = more
                ? new FeedCursor(
                        cursor.position(),
                        lookedAt,
                        views.get(views.size() - 1).touchpoint().touchpointId())
                : new FeedCursor(change.position(), lookedAt, null);
        return new Step(seen, next);
    }
}
