package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.erased.ErasuresChanged;
import dev.touchstone.touchpoint.session.WebEvent;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Where web events are kept. The one port of ingest, so that a buffer can be put in front of the store later. */
public interface EventLog {
    /**
     * What became of a batch.
     *
     * @param accepted events stored now and not before
     * @param duplicates events stored before, or twice in the batch
     * @param erased positions of the events that were not stored because they are of somebody who was erased, ascending
     */
    record Appended(int accepted, int duplicates, List<Integer> erased) {
        public Appended {
            erased = List.copyOf(erased);
        }
    }

    /**
     * Stores events and marks their visitors, in one transaction. When it returns, they survive any crash.
     *
     * @param events a few thousand at most, in any order, repeated or not
     * @param erasures how many erasures there were when somebody looked whom the events are of
     * @param now when they were received; another one for each call, because it tells new events from known ones
     * @return the positions of the events that were new; of several copies of one, a single position
     * @throws ErasuresChanged if there was another erasure since; nothing is stored
     */
    BitSet append(List<WebEvent> events, long erasures, Instant now);

    /**
     * Gives all events of some visitors to a sink, by visitor, time and id. In a transaction not all of them are in memory at
     * once.
     */
    void read(List<String> visitorIds, Consumer<WebEvent> sink);
}
