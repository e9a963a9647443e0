package dev.touchstone.touchpoint.impact;

import dev.touchstone.touchpoint.remap.RuleSegment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** What a preview needs of the store. */
interface PreviewStore {
    /**
     * What is counted over the changes.
     *
     * @param people people with at least one touchpoint that changes; 0 if not asked for
     * @param peopleByMove likewise by the number of the move
     * @param examplesByMove up to three touchpoints by the number of the move
     * @param values the values behind the most touchpoints that change
     */
    record Details(
            long people,
            Map<Integer, Long> peopleByMove,
            Map<Integer, List<UUID>> examplesByMove,
            List<Preview.ChangedValue> values) {
        public Details {
            peopleByMove = Map.copyOf(peopleByMove);
            examplesByMove = Map.copyOf(examplesByMove);
            values = List.copyOf(values);
        }
    }

    /** From now on the caller's transaction sees one state of everything. To be called first. */
    void seeOneState();

    /** All touchpoints. */
    long touchpoints();

    /**
     * Where keys stand, in any order.
     *
     * @param segments stretches of time; if it is all of time, the counts that are kept are taken, otherwise touchpoints are counted
     */
    void forEach(List<RuleSegment> segments, Consumer<Standing> sink);

    /** Counts over the changes of a tally, in the caller's transaction. */
    Details details(List<RuleSegment> segments, Tally tally, boolean withPeople);
}
