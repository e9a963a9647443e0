package dev.touchstone.salessync.outbox;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a lane at one instant. Pure.
 *
 * @param accepted rows since the beginning
 * @param byState rows by state; a state without any is missing
 * @param possibleDuplicates rows that were sent again although the other side may have them
 * @param outOfOrder rows that went out before an earlier one of their order key
 * @param oldestOpenAt when the oldest that is not finished was accepted; null if none is
 */
public record OutboxCounts(
        long accepted,
        Map<OutboxState, Long> byState,
        long possibleDuplicates,
        long outOfOrder,
        @Nullable Instant oldestOpenAt) {
    public OutboxCounts {
        Map<OutboxState, Long> copy = new EnumMap<>(OutboxState.class);
        copy.putAll(byState);
        byState = Map.copyOf(copy);
    }

    /** Rows in a state. */
    public long of(OutboxState state) {
        return byState.getOrDefault(state, 0L);
    }

    /** Rows that are not finished. */
    public long inFlight() {
        return byState.entrySet().stream()
                .filter(entry -> entry.getKey().isOpen())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The same counts with another oldest row. */
    public OutboxCounts withOldestOpenAt(@Nullable Instant oldest) {
        return new OutboxCounts(accepted, byState, possibleDuplicates, outOfOrder, oldest);
    }
}
