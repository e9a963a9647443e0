package dev.touchstone.touchpoint.collect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the collector admits events.
 *
 * @param lateHorizon how old an event from outside may be
 * @param botFilter false: events of known crawlers are taken in like any other
 * @param trustedProxies addresses or ranges whose {@code X-Forwarded-For} is believed
 * @param geoDatabase a file in MaxMind's format; null for none
 * @param rates how much one sender may send
 * @param buffer how much may wait for the database
 */
public record CollectorSettings(
        Duration lateHorizon,
        boolean botFilter,
        List<String> trustedProxies,
        @Nullable Path geoDatabase,
        Rates rates,
        Buffer buffer) {
    /**
     * How much one sender may send, in events. 0 is no limit.
     *
     * @param visitor one visitor
     * @param address one IP address
     * @param site all visitors of a site
     */
    public record Rates(Rate visitor, Rate address, Rate site) {}

    /**
     * A token bucket.
     *
     * @param eventsPerMinute how fast it fills; 0 for no limit
     * @param burst how much it holds
     */
    public record Rate(int eventsPerMinute, int burst) {}

    /**
     * What waits to be stored.
     *
     * @param events at most so many
     * @param bytes at most so many, estimated
     * @param writers threads that store
     * @param transactionEvents events a transaction takes at most
     */
    public record Buffer(int events, long bytes, int writers, int transactionEvents) {}
}
