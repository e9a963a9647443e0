package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.session.WebEvent;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/** Where web events are kept. The one port of ingest, so that a buffer can be put in front of the store later. */
public interface EventLog {
    /**
     * How many events of a batch were new.
     *
     * @param accepted stored now and not before
     * @param duplicates stored before, or twice in the batch
     */
    record Appended(int accepted, int duplicates) {}

    /**
     * Stores events and marks their visitors, in one transaction. When it returns, they survive any crash.
     *
     * @param events a few thousand at most, in any order, repeated or not
     * @param now when they were received; another one for each call, because it tells new events from known ones
     * @return the positions of the events that were new; of several copies of one, a single position
     */
    BitSet append(List<WebEvent> events, Instant now);

    /** All events of some visitors, by visitor, time and id. */
    List<WebEvent> read(List<String> visitorIds);
}
