package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.activity.delivery.DeliverActivities;
import dev.touchstone.salessync.activity.delivery.TidyActivities;
import dev.touchstone.salessync.activity.panel.ForgetMirror;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Brings activities to Marketo, piece by piece, as long as the process lives. Every replica runs one; leases on the rows keep them
 * apart.
 */
@ApplicationScoped
class ActivityLoop {
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(5);
    private static final Duration FORGET_INTERVAL = Duration.ofHours(1);
    private static final int RENEWALS_PER_LEASE = 3;

    private final DeliverActivities delivery;
    private final TidyActivities tidy;
    private final ForgetMirror mirror;
    private final SchemaMigration migration;
    private final ActivityConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    ActivityLoop(
            DeliverActivities delivery,
            TidyActivities tidy,
            ForgetMirror mirror,
            SchemaMigration migration,
            ActivityConfig config) {
        this.delivery = delivery;
        this.tidy = tidy;
        this.mirror = mirror;
        this.migration = migration;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        repeat("activities", () -> delivery.advance() ? Duration.ZERO : config.pollInterval());
        Duration renewal = config.lease().dividedBy(RENEWALS_PER_LEASE);
        repeat("activity-leases", () -> after(renewal, delivery::renewLeases));
        repeat("activity-counts", () -> after(config.tidyInterval(), tidy::tidy));
        repeat("activity-mirror", () -> after(FORGET_INTERVAL, mirror::forget));
    }

    /** A call that is cut off leaves its activities in doubt, and whoever is next reads back. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            thread.join(PAUSE_AFTER_ERROR);
        }
    }

    private static Duration after(Duration interval, Runnable action) {
        action.run();
        return interval;
    }

    private void repeat(String name, Supplier<Duration> step) {
        threads.add(Thread.ofVirtual().name(name).start(() -> run(name, step)));
    }

    private void run(String name, Supplier<Duration> step) {
        try {
            while (!migration.await(config.pollInterval())) {
                if (isStopping(Duration.ZERO)) {
                    return;
                }
            }
            Duration pause = Duration.ZERO;
            while (!isStopping(pause)) {
                pause = guarded(name, step);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration guarded(String name, Supplier<Duration> step) {
        try {
            return step.get();
        } catch (RuntimeException error) {
            report(name, error);
            return PAUSE_AFTER_ERROR;
        }
    }

    private boolean isStopping(Duration wait) throws InterruptedException {
        return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
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
