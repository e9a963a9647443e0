package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.salesforce.auth.Session;
import dev.touchstone.salessync.salesforce.auth.Sessions;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.event.ChangeEvent;
import dev.touchstone.salessync.salesforce.event.EventBatch;
import dev.touchstone.salessync.salesforce.event.EventReader;
import dev.touchstone.salessync.salesforce.event.EventTopic;
import dev.touchstone.salessync.salesforce.event.RawEvent;
import dev.touchstone.salessync.salesforce.event.ReplayId;
import dev.touchstone.salessync.salesforce.event.stream.EventBus.Arrival;
import dev.touchstone.salessync.salesforce.event.stream.EventBus.Stream;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.Broken;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.Closed;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.PlaceRefused;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.SessionOver;
import dev.touchstone.salessync.salesforce.event.stream.SubscriptionStatus.Phase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One topic for one consumer, from {@link #run()} to {@link #close()}. Whatever ends a stream, the next one begins behind the place that the
 * consumer has stored; a place that Salesforce refuses is told to the consumer, and the stream begins at the oldest event that is kept.
 *
 * <p><b>Boundaries:</b> at most a window of events is on the way or in memory. After a failure it waits, longer with each failure until a
 * batch was taken; a first refused session and a first closed stream are no failures.
 */
public final class EventSubscription implements AutoCloseable {
    private final EventTopic topic;
    private final EventConsumer consumer;
    private final Sessions sessions;
    private final Tools tools;
    private final SchemaCache schemas;
    private final EventMeters meters;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile SubscriptionStatus status = SubscriptionStatus.of(Phase.STOPPED);
    private volatile @Nullable Stream stream;
    private boolean isChecked;
    private boolean isLost;
    private boolean isForgiven = true;
    private int failures;
    private @Nullable Session refused;

    /**
     * What subscriptions of an organisation share.
     *
     * @param bus the organisation's
     * @param policy how events are fetched
     * @param random spreads attempts
     * @param meters what is counted
     */
    public record Tools(EventBus bus, EventPolicy policy, RandomGenerator random, MeterRegistry meters) {}

    public EventSubscription(EventTopic topic, EventConsumer consumer, Sessions sessions, Tools tools) {
        this.topic = topic;
        this.consumer = consumer;
        this.sessions = sessions;
        this.tools = tools;
        this.schemas = new SchemaCache(tools.bus(), tools.policy().timeout());
        this.meters = new EventMeters(tools.meters());
    }

    /** How it does. */
    public SubscriptionStatus status() {
        return status;
    }

    /** Takes events until the subscription is closed, on the calling thread. */
    public void run() throws InterruptedException {
        try {
            while (!isStopped()) {
                status = SubscriptionStatus.of(Phase.CONNECTING);
                StreamEnd end = streamUntilItEnds();
                if (!isStopped()) {
                    meters.ended(topic, end.word());
                    recover(end);
                }
            }
        } finally {
            status = SubscriptionStatus.of(Phase.STOPPED);
        }
    }

    /** Stops it; what the consumer is taking is taken to its end. */
    @Override
    public void close() {
        stop.countDown();
        @Nullable Stream open = stream;
        if (open != null) {
            open.close();
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private StreamEnd streamUntilItEnds() throws InterruptedException {
        try {
            @Nullable Session over = refused;
            Session session = over == null ? sessions.get() : sessions.replace(over);
            refused = null;
            StreamEnd end = stream(session);
            if (end instanceof SessionOver) {
                refused = session;
            }
            return end;
        } catch (SalesforceFailure noSession) {
            return new Broken(noSession.error().sentence());
        }
    }

    private StreamEnd stream(Session session) throws InterruptedException {
        try {
            if (!isChecked) {
                tools.bus().check(session, topic, tools.policy().timeout());
                isChecked = true;
            }
            try (Stream opened =
                    tools.bus().open(session, topic, start(), tools.policy().window())) {
                stream = opened;
                return isStopped() ? new Closed() : pump(opened, session);
            }
        } catch (StreamFailure failure) {
            return failure.end();
        } catch (RuntimeException failed) {
            // Not ours to judge: the consumer's database may be away, and is there again later.
            return new Broken("the consumer failed: " + failed.getClass().getSimpleName());
        } finally {
            stream = null;
        }
    }

    private StartAt start() {
        Optional<ReplayId> stored = isLost ? Optional.empty() : consumer.position();
        return stored.<StartAt>map(StartAt.After::new).orElseGet(StartAt.Earliest::new);
    }

    private StreamEnd pump(Stream opened, Session session) throws InterruptedException {
        FetchWindow window = FetchWindow.full(tools.policy().window());
        status = SubscriptionStatus.of(Phase.STREAMING);
        while (!isStopped()) {
            switch (opened.next(tools.policy().silence())) {
                case Arrival.Ended ended -> {
                    return ended.why();
                }
                case Arrival.Silence ignored -> {
                    return new Broken("nothing came for " + tools.policy().silence());
                }
                case Arrival.Fetched fetched -> {
                    consumer.take(read(fetched, session));
                    taken(fetched.events().size());
                    window = window.processed(fetched.events().size());
                    if (window.wanted() > 0 && !isStopped()) {
                        opened.request(window.wanted());
                        window = window.refilled();
                    }
                }
            }
        }
        return new Closed();
    }

    private EventBatch read(Arrival.Fetched fetched, Session session) {
        List<ChangeEvent> events = new ArrayList<>(fetched.events().size());
        ReplayId position = fetched.seen();
        for (RawEvent raw : fetched.events()) {
            events.add(EventReader.read(raw, topic, schemas.get(session, raw.schemaId())));
            position = raw.replayId();
        }
        return new EventBatch(events, position);
    }

    private void taken(int events) {
        isLost = false;
        isForgiven = true;
        failures = 0;
        meters.taken(topic, events);
    }

    private void recover(StreamEnd end) throws InterruptedException {
        if (end instanceof PlaceRefused lost) {
            try {
                consumer.positionLost(lost.code());
                isLost = true;
            } catch (RuntimeException failed) {
                pause(Phase.WAITING, "the consumer failed: " + failed.getClass().getSimpleName());
                return;
            }
        }
        boolean mayPass = end instanceof PlaceRefused || end instanceof SessionOver || end instanceof Closed;
        if (mayPass && isForgiven) {
            isForgiven = false;
        } else {
            boolean isRefused = end instanceof StreamEnd.TopicRefused;
            isChecked = isChecked && !isRefused;
            pause(isRefused ? Phase.REFUSED : Phase.WAITING, end.sentence());
        }
    }

    private void pause(Phase phase, String why) throws InterruptedException {
        status = new SubscriptionStatus(phase, why);
        Duration wait = tools.policy().retry().delay(failures, tools.random().nextDouble(), Optional.empty());
        failures++;
        if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            status = SubscriptionStatus.of(Phase.STOPPED);
        }
    }
}
