package dev.touchstone.touchpoint.site;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks for sites that another replica changed; while it cannot, what is in memory goes on deciding. */
@ApplicationScoped
class SiteRefresh {
    /** The contract promises two seconds. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final RefreshLoop loop;

    SiteRefresh(SchemaMigration migration, Sites sites) {
        loop = new RefreshLoop(migration, "the sites", INTERVAL, sites::refresh);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }
}
