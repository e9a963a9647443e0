package dev.touchstone.touchpoint.ruletrial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what changes from one list to another, and keeps some examples. Not thread-safe; one for a preview. */
final class Comparison {
    private static final int MAX_EXAMPLES = 10;

    private final HitCount hits;
    private final Map<Preview.Change, Long> counts = new EnumMap<>(Preview.Change.class);
    private final Map<Preview.Change, List<Preview.Example>> examples = new EnumMap<>(Preview.Change.class);
    private long examined;

    Comparison(HitCount hits) {
        this.hits = hits;
        for (Preview.Change change : Preview.Change.values()) {
            counts.put(change, 0L);
            examples.put(change, new ArrayList<>());
        }
    }

    /**
     * What a fact or touchpoint is under one of the lists.
     *
     * @param state its time and rule
     * @param content what else may change of it
     */
    record Seen(Preview.State state, String content) {
        /** No touchpoint. */
        static final Seen NOTHING = new Seen(new Preview.State(null, ""), "");
    }

    /** One fact, or touchpoint, was looked at. */
    void examined() {
        examined++;
    }

    /**
     * Compares what a fact or touchpoint is with what it would be.
     *
     * @param recordId gives the id; asked for examples alone
     */
    void compare(Supplier<String> recordId, String campaignName, Seen before, Seen after) {
        Preview.Change change = change(before, after);
        if (change == null) {
            return;
        }
        counts.merge(change, 1L, Long::sum);
        List<Preview.Example> ofChange = examples.computeIfAbsent(change, key -> new ArrayList<>());
        if (ofChange.size() < MAX_EXAMPLES) {
            ofChange.add(new Preview.Example(change, recordId.get(), campaignName, before.state(), after.state()));
        }
    }

    private static Preview.@Nullable Change change(Seen before, Seen after) {
        Instant was = before.state().touchedAt();
        Instant would = after.state().touchedAt();
        if (was == null) {
            return would == null ? null : Preview.Change.APPEARS;
        }
        if (would == null) {
            return Preview.Change.DISAPPEARS;
        }
        if (!was.equals(would)) {
            return Preview.Change.MOVES;
        }
        return before.content().equals(after.content()) ? null : Preview.Change.CHANGES;
    }

    Preview result() {
        List<Preview.Example> all = new ArrayList<>();
        examples.values().forEach(all::addAll);
        return new Preview(
                examined,
                new Preview.Counts(
                        count(Preview.Change.APPEARS),
                        count(Preview.Change.DISAPPEARS),
                        count(Preview.Change.MOVES),
                        count(Preview.Change.CHANGES)),
                all,
                hits.result());
    }

    private long count(Preview.Change change) {
        return counts.getOrDefault(change, 0L);
    }
}
