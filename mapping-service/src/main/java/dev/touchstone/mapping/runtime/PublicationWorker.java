package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.publish.PublishDue;
import dev.touchstone.mapping.ruleset.RefreshActiveRuleSet;
import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Publishes drafts when their time comes. It runs in every replica; which of them publishes is decided in the database. */
@ApplicationScoped
class PublicationWorker {
    private final PublishDue publishDue;
    private final RefreshActiveRuleSet refresh;
    private final RefreshLoop loop;

    PublicationWorker(
            SchemaMigration migration,
            PublishDue publishDue,
            RefreshActiveRuleSet refresh,
            @ConfigProperty(name = "touchstone.mapping.publication-interval", defaultValue = "500ms")
                    Duration interval) {
        this.publishDue = publishDue;
        this.refresh = refresh;
        this.loop = new RefreshLoop(migration, "the publications", interval, this::look);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    private void look() {
        while (publishDue.isAnyDue()) {
            Optional<PublishDue.Result> result = publishDue.publishNext();
            if (result.isEmpty()) {
                return;
            }
            report(result.get());
        }
    }

    private void report(PublishDue.Result result) {
        switch (result) {
            case PublishDue.Published published -> {
                Log.infof(
                        "published draft %s at its time as version %d",
                        published.draftId(), published.version().version());
                refresh.now();
            }
            case PublishDue.Failed failed ->
                Log.warnf("draft %s could not be published at its time: %s", failed.draftId(), failed.failure());
        }
    }
}
