package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.salesforce.auth.Session;
import dev.touchstone.salessync.salesforce.event.EventTopic;
import dev.touchstone.salessync.salesforce.event.RawEvent;
import dev.touchstone.salessync.salesforce.event.ReplayId;
import java.time.Duration;
import java.util.List;

/** The Pub/Sub API of one organisation. Thread-safe. */
public interface EventBus extends AutoCloseable {
    /**
     * Refuses a topic that cannot be read.
     *
     * @throws StreamFailure if it cannot, or nobody knows
     */
    void check(Session session, EventTopic topic, Duration timeout);

    /**
     * A schema in JSON.
     *
     * @throws StreamFailure if it cannot be fetched
     */
    String schema(Session session, String schemaId, Duration timeout);

    /** Begins a stream, and asks for so many events. */
    Stream open(Session session, EventTopic topic, StartAt start, int requested);

    /** Ends everything. */
    @Override
    void close();

    /** One stream. All but {@link #close()} is called by one thread. */
    interface Stream extends AutoCloseable {
        /** What comes next, or {@link Arrival.Silence} if nothing does for so long. */
        Arrival next(Duration patience) throws InterruptedException;

        /** Asks for so many events more. */
        void request(int events);

        /** Leaves the stream; whoever waits for what comes next is told that it is closed. May be called by any thread. */
        @Override
        void close();
    }

    /** What came. */
    sealed interface Arrival {
        /**
         * Events, or none to keep the stream alive.
         *
         * @param seen everything up to this place was seen
         */
        record Fetched(List<RawEvent> events, ReplayId seen) implements Arrival {
            public Fetched {
                events = List.copyOf(events);
            }
        }

        /** The end of the stream. */
        record Ended(StreamEnd why) implements Arrival {}

        /** Nothing came. */
        record Silence() implements Arrival {}
    }
}
