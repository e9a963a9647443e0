package dev.touchstone.touchpoint.trace;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Forgets traces that nobody went on with: the work was done while they were being left, or tracing was switched off. */
@ApplicationScoped
class ForgetLeftTraces {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(1);

    private final RefreshLoop loop;

    ForgetLeftTraces(SchemaMigration migration, LeftTraceStore store, Clock clock) {
        this.loop = new RefreshLoop(
                migration,
                "left traces",
                INTERVAL,
                () -> store.forgetBefore(clock.instant().minus(KEPT)));
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }
}
