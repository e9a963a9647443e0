package dev.touchstone.salessync.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of sales-sync-service. */
@ConfigMapping(prefix = "touchstone.sales-sync")
interface SalesSyncConfig {
    /**
     * Key that encrypts the secrets in the database: 32 random bytes in Base64 ({@code openssl rand -base64 32}). Without it
     * the service runs, but no system can be connected. With another key than before, every system has to be connected again.
     */
    Optional<String> encryptionKey();

    /** How hard Marketo is called. */
    Marketo marketo();

    /** The inbound sync of people. */
    Person person();

    /** How hard Marketo is called. */
    interface Marketo {
        /**
         * Calls of all replicas in any 20 seconds, 1 to 100. Marketo allows 100 to all users of the instance together and advises 50 per
         * integration; more makes the first pass faster and leaves less to others.
         */
        @WithDefault("50")
        int callsPerWindow();

        /** The window of the limit above. */
        @WithDefault("20S")
        Duration window();

        /** Calls of all replicas at a time, 1 to 10. Marketo allows 10 to all users together. */
        @WithDefault("5")
        int concurrentCalls();

        /**
         * Calls a day that the instance allows to everybody, at least 10,000 by contract. Marketo's API does not tell it. Set too
         * high, Marketo stops everybody's calls before we do.
         */
        @WithDefault("50000")
        long dailyQuota();

        /** Share of the quota that is never exceeded, 1 to 100 percent. */
        @WithDefault("60")
        int ownPercent();

        /** Share of the quota that only opt-outs and unsubscribe checks may use, 0 to less than our own share, percent. */
        @WithDefault("10")
        int reservePercent();

        /** How often Marketo is asked how many calls everybody made today, which costs a call. */
        @WithDefault("10M")
        Duration usageInterval();

        /** For one read. Marketo gives up after 60 seconds, so less than that hides its answer. */
        @WithDefault("70S")
        Duration timeout();

        /** For one write. Marketo gives up after 90 seconds; a write that is given up before has to be looked for. */
        @WithDefault("100S")
        Duration writeTimeout();

        /** For a paging token. Marketo gives up after 300 seconds. */
        @WithDefault("310S")
        Duration pagingTokenTimeout();

        /**
         * Which instance is behind an address that is not Marketo's own, such as an emulator's or a proxy's. Without it, host and
         * port tell; then an emulator that moves to another port is another instance.
         */
        Optional<String> instanceId();
    }

    /** The inbound sync of people. */
    interface Person {
        /** From the end of a pass to the start of the next. Shorter finds changes earlier and uses more of the quota. */
        @WithDefault("60S")
        Duration passInterval();

        /** How long a process that died keeps the others from going on, at least 3 seconds. */
        @WithDefault("60S")
        Duration lease();

        /** How often a process looks whether there is something to do. */
        @WithDefault("500MS")
        Duration pollInterval();
    }
}
