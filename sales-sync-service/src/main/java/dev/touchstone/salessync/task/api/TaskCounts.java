package dev.touchstone.salessync.task.api;

import dev.touchstone.salessync.outbox.OutboxCounts;
import dev.touchstone.salessync.outbox.OutboxState;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The counts of tasks at one instant. Pure.
 *
 * @param accepted since the beginning
 * @param byState by state; a state without any is missing
 * @param oldestOpenAt when the oldest that is not finished was accepted
 */
record TaskCounts(long accepted, Map<TaskState, Long> byState, Optional<Instant> oldestOpenAt) {
    TaskCounts {
        byState = Map.copyOf(byState);
    }

    /**
     * The counts.
     *
     * @param all of all sellers together
     * @param parked of each seller whose connection cannot be used
     */
    static TaskCounts of(OutboxCounts all, Collection<OutboxCounts> parked) {
        Map<TaskState, Long> byState = new EnumMap<>(TaskState.class);
        for (OutboxState state : OutboxState.values()) {
            long waiting = parked.stream().mapToLong(counts -> counts.of(state)).sum();
            byState.merge(TaskState.of(state, false), waiting, Long::sum);
            // The two are read one after the other: what moved meanwhile is not to make a count negative.
            byState.merge(TaskState.of(state, true), Math.max(0, all.of(state) - waiting), Long::sum);
        }
        byState.values().removeIf(count -> count == 0);
        return new TaskCounts(all.accepted(), byState, Optional.ofNullable(all.oldestOpenAt()));
    }

    /** Tasks in a state. */
    long of(TaskState state) {
        return byState.getOrDefault(state, 0L);
    }
}
