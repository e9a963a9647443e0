package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.connection.SecretVault;
import dev.touchstone.salessync.person.sync.AdvancePersonSync;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;

/**
 * Lets the sync of people go on, step by step, as long as the process lives. Every replica runs one; the lease lets only one of
 * them do something.
 */
@ApplicationScoped
class PersonSyncLoop {
    private static final int RENEWALS_PER_LEASE = 3;

    private final AdvancePersonSync sync;
    private final SecretVault vault;
    private final SalesSyncConfig.Person config;
    private final UUID worker;
    private final WorkLoop work;
    private final WorkLoop lease;

    PersonSyncLoop(
            AdvancePersonSync sync,
            SchemaMigration migration,
            SecretVault vault,
            SalesSyncConfig config,
            IdSource ids) {
        this.sync = sync;
        this.vault = vault;
        this.config = config.person();
        this.worker = ids.next();
        this.work = new WorkLoop(migration, "person-sync", "the sync of people waits", this::advance);
        this.lease = new WorkLoop(migration, "person-sync-lease", "the lease is not renewed", this::renew);
    }

    void start(@Observes StartupEvent event) {
        if (!vault.isUsable()) {
            Log.warnf("%s is not set: no system can be connected until it is", SecretVault.KEY_PROPERTY);
        }
        work.start();
        lease.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        // A call to Marketo may be waiting for its turn or for its answer; the page is repeated after the start.
        work.cutOff();
        lease.cutOff();
        work.await();
        lease.await();
        release();
    }

    private Duration advance() {
        return sync.advance(worker) ? Duration.ZERO : config.pollInterval();
    }

    private Duration renew() {
        sync.renewLease(worker);
        return config.lease().dividedBy(RENEWALS_PER_LEASE);
    }

    private void release() {
        try {
            sync.releaseLease(worker);
        } catch (RuntimeException leaseRunsOut) {
            Log.debug("the turn at people ends with its lease", leaseRunsOut);
        }
    }
}
