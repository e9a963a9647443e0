package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.optout.crm.PushOptOuts;
import dev.touchstone.salessync.optout.crm.RunNightly;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Writes opt-outs to Salesforce and runs the nightly comparison, each on a thread of its own. Every replica runs both; leases on the
 * rows keep them apart.
 */
@ApplicationScoped
class OptOutLoop {
    private final RefreshLoop pushes;
    private final RefreshLoop nightly;

    OptOutLoop(SchemaMigration migration, PushOptOuts push, RunNightly run, OptOutConfig config) {
        pushes = new RefreshLoop(migration, "opt-outs for Salesforce", config.pollInterval(), push::pushDue);
        nightly = new RefreshLoop(migration, "the nightly run of opt-outs", config.nightlyInterval(), run::advance);
    }

    void start(@Observes StartupEvent event) {
        pushes.start();
        nightly.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        nightly.stop();
        pushes.stop();
    }
}
