package dev.touchstone.salessync.person.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a page of a feed changes. Pure.
 *
 * @param marked people to be read again
 * @param deleted people to be read again because the feed of deleted leads names them
 * @param merges who was merged into whom, the oldest first, so that a chain is followed in its order
 */
record PageEffects(Set<Long> marked, Set<Long> deleted, List<Merge> merges) {
    /** One loser of a merge. */
    record Merge(long loser, long winner) {}

    PageEffects {
        marked = Set.copyOf(marked);
        deleted = Set.copyOf(deleted);
        merges = List.copyOf(merges);
    }

    static PageEffects of(Collection<Signal> signals) {
        Set<Long> marked = new TreeSet<>();
        Set<Long> deleted = new TreeSet<>();
        List<Merge> merges = new ArrayList<>();
        signals.stream()
                .sorted(Comparator.comparing(Signal::at).thenComparing(Signal::guid))
                .forEach(signal -> {
                    (signal.deleted() ? deleted : marked).add(signal.leadId());
                    signal.losers().forEach(loser -> merges.add(new Merge(loser, signal.leadId())));
                });
        return new PageEffects(marked, deleted, merges);
    }
}
