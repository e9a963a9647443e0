package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.touchpoint.rule.RuleList;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** Counts what each rule of a list takes. Not thread-safe. */
final class HitCount {
    private final RuleList list;
    private final long[] deciding;
    private final long[] overlapped;

    HitCount(RuleList list) {
        this.list = list;
        this.deciding = new long[list.rules().size()];
        this.overlapped = new long[list.rules().size()];
    }

    /** Rules that match one fact, ascending: the first decides. */
    void add(IntStream matching) {
        PrimitiveIterator.OfInt rules = matching.iterator();
        if (rules.hasNext()) {
            deciding[rules.nextInt()]++;
        }
        while (rules.hasNext()) {
            overlapped[rules.nextInt()]++;
        }
    }

    /** Of each rule, in the order of the list. */
    List<Preview.Hits> result() {
        List<Preview.Hits> hits = new ArrayList<>(deciding.length);
        for (int i = 0; i < deciding.length; i++) {
            hits.add(new Preview.Hits(list.rules().get(i).name(), deciding[i], overlapped[i]));
        }
        return hits;
    }
}
