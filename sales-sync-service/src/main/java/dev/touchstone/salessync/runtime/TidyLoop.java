package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.person.change.TidyPeople;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Drops what is kept of people no longer, again and again. */
@ApplicationScoped
class TidyLoop {
    private final RefreshLoop loop;

    TidyLoop(SchemaMigration migration, TidyPeople tidy, PeopleConfig config) {
        this.loop = new RefreshLoop(
                migration, "what is kept of people", config.kept().interval(), tidy::tidy);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }
}
