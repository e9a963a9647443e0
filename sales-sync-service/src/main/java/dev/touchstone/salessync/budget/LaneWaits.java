package dev.touchstone.salessync.budget;

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
 * @param <L> the lanes of a system, highest first
 */
record LaneWaits<L extends Enum<L>>(Map<L, Waiting> byLane) {
    LaneWaits {
        byLane = Map.copyOf(byLane);
    }

    /** Nobody waits. */
    static <L extends Enum<L>> LaneWaits<L> none() {
        return new LaneWaits<L>(Map.of());
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
    boolean yields(L lane, Instant now, Duration starving) {
        return Arrays.stream(lane.getDeclaringClass().getEnumConstants())
                .filter(other -> other != lane && isWaiting(other, now))
                .anyMatch(other -> goesBefore(other, lane, now, starving));
    }

    boolean isWaiting(L lane, Instant now) {
        @Nullable Waiting waiting = byLane.get(lane);
        return waiting != null && now.isBefore(waiting.until());
    }

    /** The lane asked and has to ask again. */
    LaneWaits<L> waiting(L lane, Instant now, Instant until) {
        @Nullable Waiting before = byLane.get(lane);
        Instant since = before != null && isWaiting(lane, now) ? before.since() : now;
        return with(lane, new Waiting(since, until));
    }

    /** The lane has its call. */
    LaneWaits<L> served(L lane) {
        return with(lane, null);
    }

    private boolean goesBefore(L other, L lane, Instant now, Duration starving) {
        @Nullable Instant otherStarves = starvesSince(other, now, starving);
        @Nullable Instant laneStarves = starvesSince(lane, now, starving);
        if (otherStarves == null || laneStarves == null) {
            boolean equallyOff = otherStarves == null && laneStarves == null;
            return equallyOff ? other.compareTo(lane) < 0 : otherStarves != null;
        }
        return otherStarves.isBefore(laneStarves);
    }

    private @Nullable Instant starvesSince(L lane, Instant now, Duration starving) {
        @Nullable Waiting waiting = byLane.get(lane);
        boolean starves = waiting != null
                && isWaiting(lane, now)
                && Duration.between(waiting.since(), now).compareTo(starving) >= 0;
        return starves && waiting != null ? waiting.since() : null;
    }

    private LaneWaits<L> with(L lane, @Nullable Waiting waiting) {
        Map<L, Waiting> changed = new EnumMap<>(lane.getDeclaringClass());
        changed.putAll(byLane);
        if (waiting == null) {
            changed.remove(lane);
        } else {
            changed.put(lane, waiting);
        }
        return new LaneWaits<>(changed);
    }
}
