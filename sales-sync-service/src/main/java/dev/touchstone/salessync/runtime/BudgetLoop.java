package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.SharedCallGate;
import dev.touchstone.salessync.connection.ReadUsage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Keeps the calls in hand of this process alive, and asks Marketo at intervals what everybody used. */
@ApplicationScoped
class BudgetLoop {
    /** A third of the time after which the calls of a silent process are given up. */
    private static final Duration ALIVE = Duration.ofSeconds(2);
    /** How often a process looks whether the question is due; one of all asks. */
    private static final Duration USAGE_LOOK = Duration.ofSeconds(10);

    private final RefreshLoop alive;
    private final RefreshLoop usage;

    BudgetLoop(SchemaMigration migration, SharedCallGate gate, ReadUsage readUsage, SalesSyncConfig config) {
        alive = new RefreshLoop(migration, "the calls in hand", ALIVE, gate::keepAlive);
        Duration interval = config.marketo().usageInterval();
        usage = new RefreshLoop(migration, "Marketo's usage", USAGE_LOOK, () -> readUsage.readIfDue(interval));
    }

    void start(@Observes StartupEvent event) {
        alive.start();
        usage.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        usage.stop();
        alive.stop();
    }
}
