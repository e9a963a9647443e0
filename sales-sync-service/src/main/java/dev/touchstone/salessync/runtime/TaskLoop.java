package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.task.delivery.DeliverTasks;
import dev.touchstone.salessync.task.delivery.SweepTasks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings tasks to Salesforce as long as the process lives. Every replica does; leases on the rows, and on the records that they are under,
 * keep them apart.
 */
@ApplicationScoped
class TaskLoop {
    private static final int RENEWALS_PER_LEASE = 3;

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<RefreshLoop> loops = new ArrayList<>();

    TaskLoop(SchemaMigration migration, DeliverTasks delivery, SweepTasks sweep, TaskConfig config) {
        for (int i = 0; i < config.workers(); i++) {
            loops.add(new RefreshLoop(
                    migration, "the tasks for Salesforce", config.pollInterval(), () -> deliver(delivery)));
        }
        loops.add(new RefreshLoop(
                migration,
                "the leases of tasks for Salesforce",
                config.lease().dividedBy(RENEWALS_PER_LEASE),
                delivery::renewLeases));
        loops.add(
                new RefreshLoop(migration, "the tasks for Salesforce that wait", config.sweepInterval(), sweep::sweep));
    }

    void start(@Observes StartupEvent event) {
        loops.forEach(RefreshLoop::start);
    }

    /** A call that is under way is waited for; a process that does not wait leaves its rows to the next one. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.set(true);
        for (RefreshLoop loop : loops) {
            loop.stop();
        }
    }

    private void deliver(DeliverTasks delivery) {
        boolean worked = true;
        while (worked && !stopping.get()) {
            worked = delivery.advance();
        }
    }
}
