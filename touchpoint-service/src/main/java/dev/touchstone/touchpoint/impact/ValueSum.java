package dev.touchstone.touchpoint.impact;

import dev.touchstone.touchpoint.generate.MappingKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the touchpoints that share a value come from, and where they go. Not thread-safe. */
final class ValueSum {
    private final Map<ChannelPair, Long> from = new HashMap<>();
    private final Map<ChannelPair, Long> to = new HashMap<>();
    private long touchpoints;
    private @Nullable MappingKey example;

    /** Adds the touchpoints of a move; the sum itself. */
    ValueSum add(List<ChannelPair> direction, long ofMove, MappingKey key) {
        from.merge(direction.get(0), ofMove, Long::sum);
        to.merge(direction.get(1), ofMove, Long::sum);
        touchpoints += ofMove;
        example = key;
        return this;
    }

    Preview.ChangedValue value(String column, String value) {
        return new Preview.ChangedValue(
                column, value, most(from), most(to), touchpoints, Objects.requireNonNull(example));
    }

    /** Of two with as many, the first by name. */
    private static ChannelPair most(Map<ChannelPair, Long> sums) {
        return sums.entrySet().stream()
                .min(Comparator.<Map.Entry<ChannelPair, Long>>comparingLong(entry -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().channel())
                        .thenComparing(entry -> entry.getKey().subchannel()))
                .orElseThrow()
                .getKey();
    }
}
