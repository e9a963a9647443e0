package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.crm.read.ReadSalesforce;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/**
 * Reads Salesforce as long as the process lives. Every replica runs one; the lease lets only one of them do something. That Salesforce or
 * touchpoint-service does not answer keeps nothing else waiting.
 */
@ApplicationScoped
class CrmLoop {
    /** The lease is kept up so often within its time. */
    private static final int SIGNS = 4;

    private final ReadSalesforce reading;
    private final boolean isWanted;
    private final UUID worker;
    private final RefreshLoop alive;
    private final WorkLoop read;

    CrmLoop(ReadSalesforce reading, SchemaMigration migration, CrmConfig config, FactConfig facts, IdSource ids) {
        this.reading = reading;
        this.isWanted = facts.host().filter(host -> !host.isBlank()).isPresent();
        this.worker = ids.next();
        this.alive = new RefreshLoop(
                migration,
                "the turn at reading Salesforce",
                config.lease().dividedBy(SIGNS),
                () -> reading.keepUp(worker));
        this.read =
                new WorkLoop(migration, "salesforce-reading", "Salesforce is not read", () -> reading.advance(worker));
    }

    void start(@Observes StartupEvent event) {
        if (!isWanted) {
            Log.info("touchstone.sales-sync.touchpoint-service.host is not set: Salesforce is not read");
            return;
        }
        alive.start();
        read.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (isWanted) {
            alive.stop();
            // What was read and not stored is read again by whoever is next.
            read.cutOff();
            read.await();
            release();
        }
    }

    private void release() {
        try {
            reading.release(worker);
        } catch (RuntimeException leaseRunsOut) {
            Log.debug("the turn at reading Salesforce ends with its lease", leaseRunsOut);
        }
    }
}
