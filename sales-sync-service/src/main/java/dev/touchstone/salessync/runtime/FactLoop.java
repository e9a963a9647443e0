package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.facts.TellPeople;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/**
 * Passes people on to touchpoint-service, batch by batch, as long as the process lives. Every replica runs one; the lease lets
 * only one of them do something. That touchpoint-service does not answer keeps nothing else waiting.
 */
@ApplicationScoped
class FactLoop {
    private final TellPeople tell;
    private final boolean isWanted;
    private final UUID worker;
    private final WorkLoop loop;

    FactLoop(TellPeople tell, SchemaMigration migration, FactConfig config, IdSource ids) {
        this.tell = tell;
        this.isWanted = config.host().filter(host -> !host.isBlank()).isPresent();
        this.worker = ids.next();
        this.loop = new WorkLoop(migration, "crm-facts", "people are not passed on", () -> tell.advance(worker));
    }

    void start(@Observes StartupEvent event) {
        if (!isWanted) {
            Log.info("touchstone.sales-sync.touchpoint-service.host is not set: people are not passed on");
            return;
        }
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (isWanted) {
            // A batch that waits for its answer is repeated by whoever is next.
            loop.cutOff();
            loop.await();
            release();
        }
    }

    private void release() {
        try {
            tell.release(worker);
        } catch (RuntimeException leaseRunsOut) {
            Log.debug("the turn at passing people on ends with its lease", leaseRunsOut);
        }
    }
}
