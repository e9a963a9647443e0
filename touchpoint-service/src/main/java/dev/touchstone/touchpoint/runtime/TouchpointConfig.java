package dev.touchstone.touchpoint.runtime;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of touchpoint-service. */
@ConfigMapping(prefix = "touchpoint")
public interface TouchpointConfig {
    /** Taking web events in. */
    Collector collector();

    /** How work is shared. */
    Derivation derivation();

    /** Keeping keys and rule sets in step. */
    Remap remap();

    /** The change feed. */
    ChangeFeed changeFeed();

    /** Bulk updates of touchpoint dates. */
    DateUpdates dateUpdates();

    /** Erasing people. */
    Privacy privacy();

    /** Taking web events in. */
    interface Collector {
        /**
         * How old an event that comes over HTTP may be, after the correction of the client's clock: browsers keep events while
         * they are offline. Older ones are refused with TOO_LATE. gRPC clients import history, and are not asked.
         */
        @WithDefault("30D")
        Duration lateHorizon();

        /** False: events of crawlers and headless browsers are taken in like any other. */
        @WithDefault("true")
        boolean botFilter();

        /**
         * Addresses or ranges of the proxies in front, separated by commas: {@code 10.0.0.0/8,fd00::/8}. Only what they say in
         * {@code X-Forwarded-For} is believed. The address of a client limits its rate and may tell its country; it is stored
         * and logged nowhere.
         */
        Optional<List<String>> trustedProxies();

        /** A file in MaxMind's format (GeoLite2 City, DB-IP) that tells country, region and city; none by default. */
        Optional<String> geoDatabase();

        /** How much one visitor may send over HTTP. */
        VisitorRate visitorRate();

        /** How much one IP address may send over HTTP; of IPv6 the network of 64 bits counts as one. */
        AddressRate addressRate();

        /** How much all visitors of one site may send over HTTP. */
        SiteRate siteRate();

        /** What waits for the database. When it is full, HTTP is answered 429 and gRPC waits. */
        Buffer buffer();
    }

    /** A limit, in events. Above it a batch is answered 429 with Retry-After and nothing of it is stored. */
    interface Rate {
        /** How many in a minute, on average; 0 for no limit. */
        int eventsPerMinute();

        /** How many at once. */
        int burst();
    }

    /** Of one visitor. */
    interface VisitorRate extends Rate {
        @Override
        @WithDefault("600")
        int eventsPerMinute();

        @Override
        @WithDefault("120")
        int burst();
    }

    /** Of one IP address. */
    interface AddressRate extends Rate {
        @Override
        @WithDefault("3000")
        int eventsPerMinute();

        @Override
        @WithDefault("3000")
        int burst();
    }

    /** Of one site. */
    interface SiteRate extends Rate {
        @Override
        @WithDefault("0")
        int eventsPerMinute();

        @Override
        @WithDefault("10000")
        int burst();
    }

    /** What waits for the database. */
    interface Buffer {
        /** At most so many events, 1,000 or more. */
        @WithDefault("20000")
        int events();

        /** At most so much memory, estimated. */
        @WithDefault("32M")
        MemorySize size();

        /** Threads that store, each with a connection. */
        @WithDefault("3")
        int writers();

        /** Events that one transaction stores at most; a single submission may have more. */
        @WithDefault("1500")
        int transactionEvents();
    }

    /** How work is shared. */
    interface Derivation {
        /** Keys a transaction takes at most, 1 to 5,000. More is quicker in bulk and holds a shard longer. */
        @WithDefault("1000")
        int batchSize();

        /** Threads that derive in this process; 0 for none, so that a replica only answers calls. */
        @WithDefault("2")
        int workers();
    }

    /** Keeping keys and rule sets in step. */
    interface Remap {
        /** False for a replica that only answers calls. */
        @WithDefault("true")
        boolean enabled();
    }

    /** The change feed. */
    interface ChangeFeed {
        /** How long changes are kept for watchers that were away. Raising it costs disk. */
        @WithDefault("7D")
        Duration kept();
    }

    /** Bulk updates of touchpoint dates. */
    interface DateUpdates {
        /**
         * Members that one update takes at most, 1 or more; an update of more is refused with TOO_MANY_MEMBERS. Raising it lets one
         * transaction run for longer.
         */
        @WithDefault("1000000")
        long maxMembers();
    }

    /** Erasing people. */
    interface Privacy {
        /**
         * Key of the hashes that stay of erased people: 32 random bytes in Base64 ({@code openssl rand -base64 32}), the same for all
         * replicas and for ever. Without it nobody can be erased; once somebody was, nothing is taken in without it.
         */
        Optional<String> erasureKey();
    }
}
