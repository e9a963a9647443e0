package dev.touchstone.testing.salesforce.pubsub;

import com.google.protobuf.ByteString;
import dev.touchstone.testing.salesforce.pubsub.ReplayIds.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** The events of all topics, of the last three days by the clock. Thread-safe. */
final class EventLog {
    /** How long events are kept, and how long a replay id is good. */
    static final Duration KEPT = Duration.ofDays(3);

    private final Clock clock;
    private final Map<String, NavigableMap<Long, BusEvent>> topics = new HashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private long last;

    EventLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a subscriber gets next.
     *
     * @param events the next events, oldest first; empty if there are none to be seen
     * @param seen the place up to which the subscriber has seen everything when it has these
     * @param waiting true if there are events that cannot be seen yet
     */
    record Batch(List<BusEvent> events, Place seen, boolean waiting) {}

    /** Adds an event; {@code delay} is how long nobody sees it. */
    void append(String topic, String schemaId, ByteString payload, Duration delay) {
        List<Runnable> told;
        synchronized (this) {
            Instant now = clock.instant();
            last++;
            NavigableMap<Long, BusEvent> events = topics.computeIfAbsent(topic, name -> new TreeMap<>());
            events.put(
                    last,
                    new BusEvent(last, now, now.plus(delay), UUID.randomUUID().toString(), schemaId, payload));
            prune(events, now);
            told = List.copyOf(listeners);
        }
        told.forEach(Runnable::run);
    }

    /** Up to {@code max} events of a topic behind a position. */
    synchronized Batch after(String topic, long position, int max) {
        Instant now = clock.instant();
        NavigableMap<Long, BusEvent> events = topics.getOrDefault(topic, new TreeMap<>());
        prune(events, now);
        List<BusEvent> found = new ArrayList<>();
        for (BusEvent event : events.tailMap(position, false).values()) {
            if (event.visibleFrom().isAfter(now)) {
                long seen =
                        found.isEmpty() ? position : found.get(found.size() - 1).position();
                return new Batch(found, new Place(seen, now), true);
            }
            if (found.size() == max) {
                break;
            }
            found.add(event);
        }
        long seen = found.isEmpty()
                ? Math.max(position, last)
                : found.get(found.size() - 1).position();
        return new Batch(found, new Place(seen, now), false);
    }

    /** The newest position. */
    synchronized long newest() {
        return last;
    }

    /** Whether a place lies within what is kept. */
    synchronized boolean isKept(Place place) {
        Instant now = clock.instant();
        return place.position() <= last && !place.time().isBefore(now.minus(KEPT));
    }

    /** Tells of every event that is added from now on. */
    synchronized void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells no more. */
    synchronized void unlisten(Runnable listener) {
        listeners.remove(listener);
    }

    /** Drops all events; positions go on. */
    synchronized void clear() {
        topics.clear();
    }

    private static void prune(NavigableMap<Long, BusEvent> events, Instant now) {
        Instant oldest = now.minus(KEPT);
        while (!events.isEmpty() && events.firstEntry().getValue().keptSince().isBefore(oldest)) {
            events.pollFirstEntry();
        }
    }
}
