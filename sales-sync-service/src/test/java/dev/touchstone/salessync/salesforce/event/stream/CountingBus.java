package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.salesforce.auth.Session;
import dev.touchstone.salessync.salesforce.event.EventTopic;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what passes to and from a bus. */
final class CountingBus implements EventBus {
    private final EventBus bus;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicInteger schemas = new AtomicInteger();

    CountingBus(EventBus bus) {
        this.bus = bus;
    }

    /** The most events that were asked for and not yet handed on. */
    int mostOpen() {
        return mostOpen.get();
    }

    /** How often a schema was asked for. */
    int schemas() {
        return schemas.get();
    }

    @Override
    public void check(Session session, EventTopic topic, Duration timeout) {
        bus.check(session, topic, timeout);
    }

    @Override
    public String schema(Session session, String schemaId, Duration timeout) {
        schemas.incrementAndGet();
        return bus.schema(session, schemaId, timeout);
    }

    @Override
    public Stream open(Session session, EventTopic topic, StartAt start, int requested) {
        open.set(0);
        asked(requested);
        return new Counting(bus.open(session, topic, start, requested));
    }

    private void asked(int events) {
        mostOpen.accumulateAndGet(open.addAndGet(events), Math::max);
    }

    @Override
    public void close() {
        bus.close();
    }

    private final class Counting implements Stream {
        private final Stream stream;

        private Counting(Stream stream) {
            this.stream = stream;
        }

        @Override
        public Arrival next(Duration patience) throws InterruptedException {
            Arrival arrival = stream.next(patience);
            if (arrival instanceof Arrival.Fetched fetched) {
                open.addAndGet(-fetched.events().size());
            }
            return arrival;
        }

        @Override
        public void request(int events) {
            asked(events);
            stream.request(events);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
