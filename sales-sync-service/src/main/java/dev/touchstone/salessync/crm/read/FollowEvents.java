package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.salesforce.event.EventTopic;
import dev.touchstone.salessync.salesforce.event.stream.EventPolicy;
import dev.touchstone.salessync.salesforce.event.stream.EventSubscription;
import dev.touchstone.salessync.salesforce.event.stream.GrpcEventBus;
import dev.touchstone.salessync.salesforce.event.stream.SubscriptionStatus.Phase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Change events, for the process whose turn it is: a stream for each object, on a thread of its own. An object that is not selected for
 * change data capture has none; it is asked for again from time to time.
 */
@ApplicationScoped
class FollowEvents {
    private final ReadJournal journal;
    private final EventBusAddress address;
    private final RandomGenerator random;
    private final MeterRegistry meters;
    private final Map<CrmObject, EventSubscription> subscriptions = new EnumMap<>(CrmObject.class);
    private final Set<CrmObject> missing = EnumSet.noneOf(CrmObject.class);
    private @Nullable GrpcEventBus bus;
    private @Nullable ReadTurn turn;

    FollowEvents(ReadJournal journal, EventBusAddress address, RandomGenerator random, MeterRegistry meters) {
        this.journal = journal;
        this.address = address;
        this.random = random;
        this.meters = meters;
    }

    /** Begins the streams of a turn, unless they run. */
    synchronized void follow(ReadTurn current) {
        @Nullable ReadTurn before = turn;
        if (before != null && before.isOf(current.fence(), current.principal())) {
            return;
        }
        stop();
        turn = current;
        GrpcEventBus begun = new GrpcEventBus(address.url(), current.principal().organizationId());
        bus = begun;
        EventSubscription.Tools tools = new EventSubscription.Tools(begun, EventPolicy.DOCUMENTED, random, meters);
        for (CrmObject object : CrmObject.values()) {
            EventSubscription subscription = current.org()
                    .events(new EventTopic(object.apiName()), new MarkChanges(journal, current.fence(), object), tools);
            subscriptions.put(object, subscription);
            Thread.ofVirtual().name("change events of " + object.apiName()).start(() -> run(subscription));
        }
    }

    /** Ends all streams. */
    synchronized void stop() {
        subscriptions.values().forEach(EventSubscription::close);
        subscriptions.clear();
        missing.clear();
        if (bus != null) {
            bus.close();
            bus = null;
        }
        turn = null;
    }

    /** True if the events of an object come. */
    synchronized boolean comeFor(CrmObject object) {
        @Nullable EventSubscription subscription = subscriptions.get(object);
        return subscription != null && subscription.status().phase() == Phase.STREAMING;
    }

    /** The objects that are not selected for change data capture, as far as it is known. */
    synchronized Set<CrmObject> missing() {
        subscriptions.forEach((object, subscription) -> {
            switch (subscription.status().phase()) {
                case REFUSED -> missing.add(object);
                case STREAMING -> missing.remove(object);
                case CONNECTING, WAITING, STOPPED -> {}
            }
        });
        return Set.copyOf(missing);
    }

    private static void run(EventSubscription subscription) {
        try {
            subscription.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            Log.error("change events are not followed any more: a bug", bug);
        }
    }
}
