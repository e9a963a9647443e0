package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.OrgCallGate;
import dev.touchstone.salessync.connection.salesforce.ProbeConnections;
import dev.touchstone.salessync.connection.salesforce.ReadOrgUsage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Keeps the calls in hand of this process to Salesforce alive, asks at intervals what everybody used, and tries connections again that
 * somebody may have mended.
 */
@ApplicationScoped
class SalesforceLoop {
    /** A third of the time after which the calls of a silent process are given up. */
    private static final Duration ALIVE = Duration.ofSeconds(2);
    /** How often a process looks whether the question is due; one of all asks. */
    private static final Duration USAGE_LOOK = Duration.ofSeconds(10);

    private final RefreshLoop alive;
    private final RefreshLoop usage;
    private final RefreshLoop retries;

    SalesforceLoop(
            SchemaMigration migration,
            OrgCallGate gate,
            ReadOrgUsage readUsage,
            ProbeConnections probes,
            SalesforceConfig config) {
        alive = new RefreshLoop(migration, "the calls to Salesforce in hand", ALIVE, gate::keepAlive);
        Duration interval = config.usageInterval();
        usage = new RefreshLoop(migration, "Salesforce's usage", USAGE_LOOK, () -> readUsage.readIfDue(interval));
        retries = new RefreshLoop(migration, "connections to Salesforce", config.retryInterval(), probes::retry);
    }

    void start(@Observes StartupEvent event) {
        alive.start();
        usage.start();
        retries.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        retries.stop();
        usage.stop();
        alive.stop();
    }
}
