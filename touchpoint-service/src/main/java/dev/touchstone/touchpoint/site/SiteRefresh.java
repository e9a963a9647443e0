package dev.touchstone.touchpoint.site;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.SchemaMigration;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks for sites that another replica changed. An outage of the database is waited for, with one sentence in the log; what
 * is in memory goes on deciding.
 */
@ApplicationScoped
class SiteRefresh {
    /** The contract promises two seconds. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final SchemaMigration migration;
    private final Sites sites;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("site-refresh").unstarted(this::run);
    private boolean trouble;

    SiteRefresh(SchemaMigration migration, Sites sites) {
        this.migration = migration;
        this.sites = sites;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        // A start-up that failed before this thread began ends here, too.
        if (thread.isAlive()) {
            thread.join();
        }
    }

    private void run() {
        try {
            boolean migrated = false;
            while (!migrated && stopped.getCount() > 0) {
                migrated = migration.await(INTERVAL);
            }
            do {
                look();
            } while (!stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            sites.refresh();
            if (trouble) {
                Log.info("the sites can be read again");
            }
            trouble = false;
        } catch (RuntimeException error) {
            report(error);
        }
    }

    /** Logs the start of a trouble, not each look during it. */
    private void report(RuntimeException error) {
        if (!trouble) {
            DatabaseErrors.outageSentence(error)
                    .ifPresentOrElse(
                            sentence -> Log.warn("waiting for the sites: " + sentence + "; trying again"),
                            () -> Log.error("the sites cannot be read; trying again", error));
        }
        trouble = true;
    }
}
