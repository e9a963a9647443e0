package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.facts.TellPeople;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes people on to touchpoint-service, batch by batch, as long as the process lives. Every replica runs one; the lease lets
 * only one of them do something. That touchpoint-service does not answer keeps nothing else waiting.
 */
@ApplicationScoped
class FactLoop {
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(5);

    private final TellPeople tell;
    private final SchemaMigration migration;
    private final FactConfig config;
    private final UUID worker;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread runner;

    FactLoop(TellPeople tell, SchemaMigration migration, FactConfig config, IdSource ids) {
        this.tell = tell;
        this.migration = migration;
        this.config = config;
        this.worker = ids.next();
    }

    void start(@Observes StartupEvent event) {
        if (config.host().filter(host -> !host.isBlank()).isEmpty()) {
            Log.info("touchstone.sales-sync.touchpoint-service.host is not set: people are not passed on");
            return;
        }
        runner = Thread.ofVirtual().name("crm-facts").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (runner != null) {
            // A batch that waits for its answer is repeated by whoever is next.
            runner.interrupt();
            runner.join(PAUSE_AFTER_ERROR);
            guarded(() -> {
                tell.release(worker);
                return Duration.ZERO;
            });
        }
    }

    private void run() {
        try {
            while (!migration.await(config.pollInterval())) {
                if (isStopping(Duration.ZERO)) {
                    return;
                }
            }
            Duration pause = Duration.ZERO;
            while (!isStopping(pause)) {
                pause = guarded(() -> tell.advance(worker));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration guarded(Supplier<Duration> step) {
        try {
            return step.get();
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
                        sentence -> Log.warnf("people are not passed on: %s", sentence),
                        () -> Log.errorf(error, "people are not passed on: a bug"));
    }
}
