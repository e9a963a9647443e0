package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.crm.read.ReadSalesforce;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads Salesforce as long as the process lives. Every replica runs one; the lease lets only one of them do something. That Salesforce or
 * touchpoint-service does not answer keeps nothing else waiting.
 */
@ApplicationScoped
class CrmLoop {
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(5);
    /** The lease is kept up so often within its time. */
    private static final int SIGNS = 4;

    private final ReadSalesforce reading;
    private final SchemaMigration migration;
    private final CrmConfig config;
    private final boolean isWanted;
    private final UUID worker;
    private final RefreshLoop alive;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread runner;

    CrmLoop(ReadSalesforce reading, SchemaMigration migration, CrmConfig config, FactConfig facts, IdSource ids) {
        this.reading = reading;
        this.migration = migration;
        this.config = config;
        this.isWanted = facts.host().filter(host -> !host.isBlank()).isPresent();
        this.worker = ids.next();
        this.alive = new RefreshLoop(
                migration,
                "the turn at reading Salesforce",
                config.lease().dividedBy(SIGNS),
                () -> reading.keepUp(worker));
    }

    void start(@Observes StartupEvent event) {
        if (!isWanted) {
            Log.info("touchstone.sales-sync.touchpoint-service.host is not set: Salesforce is not read");
            return;
        }
        alive.start();
        runner = Thread.ofVirtual().name("salesforce-reading").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (runner != null) {
            alive.stop();
            // What was read and not stored is read again by whoever is next.
            runner.interrupt();
            runner.join(PAUSE_AFTER_ERROR);
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

    private void run() {
        try {
            while (!migration.await(config.idle())) {
                if (isStopping(Duration.ZERO)) {
                    return;
                }
            }
            Duration pause = Duration.ZERO;
            while (!isStopping(pause)) {
                pause = step();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration step() {
        try {
            return reading.advance(worker);
        } catch (RuntimeException error) {
            report(error);
            return PAUSE_AFTER_ERROR;
        }
    }

    private boolean isStopping(Duration wait) throws InterruptedException {
        return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void report(RuntimeException error) {
        if (stopping.getCount() == 0) {
            return;
        }
        DatabaseErrors.outageSentence(error)
                .ifPresentOrElse(
                        sentence -> Log.warnf("Salesforce is not read: %s", sentence),
                        () -> Log.errorf(error, "Salesforce is not read: a bug"));
    }
}
