package dev.touchstone.salessync.salesforce.event;

import java.util.List;

/**
 * Events, and the place in the stream up to which everything was seen with them. Pure.
 *
 * @param events in the order of the stream; empty if nothing happened
 * @param position to be stored in one transaction with what becomes of the events
 */
public record EventBatch(List<ChangeEvent> events, ReplayId position) {
    public EventBatch {
        events = List.copyOf(events);
    }
}
