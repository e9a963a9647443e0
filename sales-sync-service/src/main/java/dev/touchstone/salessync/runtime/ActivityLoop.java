package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.activity.delivery.DeliverActivities;
import dev.touchstone.salessync.activity.delivery.TidyActivities;
import dev.touchstone.salessync.activity.panel.ForgetMirror;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Brings activities to Marketo, piece by piece, as long as the process lives. Every replica runs one; leases on the rows keep them
 * apart.
 */
@ApplicationScoped
class ActivityLoop {
    private static final Duration FORGET_INTERVAL = Duration.ofHours(1);
    private static final int RENEWALS_PER_LEASE = 3;

    private final SchemaMigration migration;
    private final List<WorkLoop> loops;

    ActivityLoop(
            DeliverActivities delivery,
            TidyActivities tidy,
            ForgetMirror mirror,
            SchemaMigration migration,
            ActivityConfig config) {
        this.migration = migration;
        Duration renewal = config.lease().dividedBy(RENEWALS_PER_LEASE);
        this.loops = List.of(
                loop("activities", () -> delivery.advance() ? Duration.ZERO : config.pollInterval()),
                loop("activity-leases", () -> after(renewal, delivery::renewLeases)),
                loop("activity-counts", () -> after(config.tidyInterval(), tidy::tidy)),
                loop("activity-mirror", () -> after(FORGET_INTERVAL, mirror::forget)));
    }

    void start(@Observes StartupEvent event) {
        loops.forEach(WorkLoop::start);
    }

    /** A call that is cut off leaves its activities in doubt, and whoever is next reads back. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loops.forEach(WorkLoop::cutOff);
        for (WorkLoop loop : loops) {
            loop.await();
        }
    }

    private WorkLoop loop(String name, Supplier<Duration> piece) {
        return new WorkLoop(migration, name, name, piece);
    }

    private static Duration after(Duration interval, Runnable action) {
        action.run();
        return interval;
    }
}
