package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.session.WebEvent;
import java.time.Instant;
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
     * @param events at most 1,000, in any order, repeated or not
     * @param now when they were received
     */
    Appended append(List<WebEvent> events, Instant now);

    /** All events of some visitors, by visitor, time and id. */
    List<WebEvent> read(List<String> visitorIds);
}
