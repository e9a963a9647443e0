package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which lanes wait, in whichever process. A waiting lane asks again and again; one that stopped asking is forgotten. Pure.
 *
 * @param byLane what waits
 */
record LaneWaits(Map<Lane, Waiting> byLane) {
    static final LaneWaits NONE = new LaneWaits(Map.of());

    LaneWaits {
        byLane = Map.copyOf(byLane);
    }

    /**
     * A lane that waits.
     *
     * @param since since when, for as long as it had no call
     * @param until forgotten after this, unless it asks again
     */
    record Waiting(Instant since, Instant until) {}

    /**
     * True if another lane goes before this one: a higher one, or one that has waited for so long that it gets one call out of
     * turn.
     */
    boolean yields(Lane lane, Instant now, Duration starving) {
        return Arrays.stream(Lane.values())
                .filter(other -> other != lane && isWaiting(other, now))
                .anyMatch(other -> goesBefore(other, lane, now, starving));
    }

    boolean isWaiting(Lane lane, Instant now) {
        @Nullable Waiting waiting = byLane.get(lane);
        return waiting != null && now.isBefore(waiting.until());
    }

    /** The lane asked and has to ask again. */
    LaneWaits waiting(Lane lane, Instant now, Instant until) {
        @Nullable Waiting before = byLane.get(lane);
        Instant since = before != null && isWaiting(lane, now) ? before.since() : now;
        return with(lane, new Waiting(since, until));
    }

    /** The lane has its call. */
    LaneWaits served(Lane lane) {
        return with(lane, null);
    }

    private boolean goesBefore(Lane other, Lane lane, Instant now, Duration starving) {
        @Nullable Instant otherStarves = starvesSince(other, now, starving);
        @Nullable Instant laneStarves = starvesSince(lane, now, starving);
        if (otherStarves == null || laneStarves == null) {
            boolean equallyOff = otherStarves == null && laneStarves == null;
            return equallyOff ? other.compareTo(lane) < 0 : otherStarves != null;
        }
        return otherStarves.isBefore(laneStarves);
    }

    private @Nullable Instant starvesSince(Lane lane, Instant now, Duration starving) {
        @Nullable Waiting waiting = byLane.get(lane);
        boolean starves = waiting != null
                && isWaiting(lane, now)
                && Duration.between(waiting.since(), now).compareTo(starving) >= 0;
        return starves && waiting != null ? waiting.since() : null;
    }

    private LaneWaits with(Lane lane, @Nullable Waiting waiting) {
        Map<Lane, Waiting> changed = new EnumMap<>(Lane.class);
        changed.putAll(byLane);
        if (waiting == null) {
            changed.remove(lane);
        } else {
            changed.put(lane, waiting);
        }
        return new LaneWaits(changed);
    }
}
