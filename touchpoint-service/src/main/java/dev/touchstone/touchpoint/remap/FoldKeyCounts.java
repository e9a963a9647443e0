package dev.touchstone.touchpoint.remap;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps what derivation writes beside the counts of touchpoints by key short. A fold is one transaction: after a crash it has
 * happened or not.
 */
@ApplicationScoped
class FoldKeyCounts {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int PORTION = 50_000;

    private final KeyCountStore counts;
    private final boolean enabled;
    private final RefreshLoop loop;

    FoldKeyCounts(
            SchemaMigration migration,
            KeyCountStore counts,
            @ConfigProperty(name = "touchpoint.remap.enabled") boolean enabled) {
        this.counts = counts;
        this.enabled = enabled;
        this.loop = new RefreshLoop(migration, "the counts of touchpoints by mapping key", INTERVAL, this::fold);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (enabled) {
            loop.stop();
        }
    }

    /** Folds all there is. */
    void fold() {
        boolean more = true;
        while (more) {
            more = QuarkusTransaction.requiringNew().call(() -> counts.fold(PORTION));
        }
    }
}
