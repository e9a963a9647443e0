package dev.touchstone.salessync.runtime;

import dev.touchstone.salessync.person.snapshot.SnapshotWay;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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

    /** The change feeds of people. */
    Feeds feeds();

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
        /** How everybody is read. */
        Snapshot snapshot();

        /** From the end of one reading of everybody to the next comparison with Marketo. */
        @WithDefault("7D")
        Duration reconcileInterval();

        /**
         * How long a process that died keeps the others, or itself after a restart, from going on; at least 3 seconds. A process that
         * stands still for longer loses the sync to another and repeats at most a page.
         */
        @WithDefault("10S")
        Duration lease();

        /** How often a process looks whether there is something to do. */
        @WithDefault("500MS")
        Duration pollInterval();
    }

    /** How everybody is read. */
    interface Snapshot {
        /**
         * The ways that may be used; which one is, the service chooses. Fewer ways make sense where the API user lacks a permission, or
         * where others need the export volume.
         */
        @WithDefault("BULK_EXTRACT,SALESFORCE_LED,STATIC_LIST,ID_RANGES")
        Set<SnapshotWay> ways();

        /** Nobody was created in Marketo before: each 30 days since then cost an export. */
        @WithDefault("2006-01-01T00:00:00Z")
        Instant createdFrom();

        /** Id of a static list of the people that qualify, if an administrator keeps one. */
        OptionalLong listId();

        /** Bytes that the instance may export in a day, everybody together. */
        @WithDefault("500000000")
        long dailyExportBytes();

        /** Share of them after which another way is taken, 1 to 100 percent. */
        @WithDefault("80")
        int exportPercent();

        /**
         * Where exported files are kept while they are read; they hold personal data and are deleted afterwards. By default a directory
         * of the system's directory for temporary files.
         */
        Optional<Path> directory();

        /** Rows of an exported file that are stored together, 100 to 10,000. More is faster, and repeats more after a crash. */
        @WithDefault("3000")
        int rowsPerPage();
    }

    /** The change feeds of people. */
    interface Feeds {
        /**
         * From one look at a quiet feed to the next. A feed that has just brought something is looked at after half of it; with a
         * small quota it is longer by itself.
         */
        @WithDefault("60S")
        Duration interval();

        /** How often the last half hour is read again for events that show up late. */
        @WithDefault("15M")
        Duration trailingInterval();
    }
}
