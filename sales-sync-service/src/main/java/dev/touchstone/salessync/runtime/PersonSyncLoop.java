package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.DatabaseErrors;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the sync of people go on, step by step, as long as the process lives. Every replica runs one; the lease lets only one of
 * them do something.
 */
@ApplicationScoped
class PersonSyncLoop {
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(5);
    private static final int RENEWALS_PER_LEASE = 3;

    private final AdvancePersonSync sync;
    private final SchemaMigration migration;
    private final SecretVault vault;
    private final SalesSyncConfig config;
    private final UUID worker;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread runner;

    PersonSyncLoop(
            AdvancePersonSync sync,
            SchemaMigration migration,
            SecretVault vault,
            SalesSyncConfig config,
            IdSource ids) {
        this.sync = sync;
        this.migration = migration;
        this.vault = vault;
        this.config = config;
        this.worker = ids.next();
    }

    void start(@Observes StartupEvent event) {
        if (!vault.isUsable()) {
            Log.warnf("%s is not set: no system can be connected until it is", SecretVault.KEY_PROPERTY);
        }
        runner = Thread.ofVirtual().name("person-sync").start(this::run);
        Thread.ofVirtual().name("person-sync-lease").start(this::keepLease);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (runner != null) {
            // A call to Marketo may be waiting for its turn or for its answer; the page is repeated after the start.
            runner.interrupt();
            runner.join(PAUSE_AFTER_ERROR);
        }
        quietly("the lease is not released", () -> sync.releaseLease(worker));
    }

    private void run() {
        try {
            while (!migration.await(config.person().pollInterval())) {
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
            return sync.advance(worker) ? Duration.ZERO : config.person().pollInterval();
        } catch (RuntimeException error) {
            report("the sync of people waits", error);
            return PAUSE_AFTER_ERROR;
        }
    }

    private void keepLease() {
        Duration pause = config.person().lease().dividedBy(RENEWALS_PER_LEASE);
        try {
            while (!isStopping(pause)) {
                if (migration.isDone()) {
                    quietly("the lease is not renewed", () -> sync.renewLease(worker));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping(Duration wait) throws InterruptedException {
        return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void quietly(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException error) {
            report(what, error);
        }
    }

    private void report(String what, RuntimeException error) {
        if (stopping.getCount() == 0) {
            return;
        }
        DatabaseErrors.outageSentence(error)
                .ifPresentOrElse(
                        sentence -> Log.warnf("%s: %s", what, sentence), () -> Log.errorf(error, "%s: a bug", what));
    }
}
