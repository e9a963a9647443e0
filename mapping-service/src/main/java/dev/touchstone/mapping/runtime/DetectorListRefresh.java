package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.ruleset.CurrentDetectorLists;
import dev.touchstone.mapping.ruleset.InstallShippedRules;
import dev.touchstone.mapping.ruleset.PublishWithNewLists;
import dev.touchstone.mapping.ruleset.ShippedRules;
import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts newer detector lists in force, at start and while the service runs: the active rules become a version anew that has them,
 * by which whoever keeps channels classifies anew. It runs in every replica, and a replica without the files takes the lists from the
 * store; that there is one version only is decided under the lock of the catalogue.
 */
@ApplicationScoped
class DetectorListRefresh {
    private final CurrentDetectorLists lists;
    private final DetectorListDirectory directory;
    private final InstallShippedRules installShippedRules;
    private final PublishWithNewLists publishWithNewLists;
    private final ShippedRules shipped;
    private final RefreshLoop loop;
    /** The lists that the active rules have at least, as far as this replica saw to it. */
    private String published = "";

    DetectorListRefresh(
            SchemaMigration migration,
            CurrentDetectorLists lists,
            DetectorListDirectory directory,
            InstallShippedRules installShippedRules,
            PublishWithNewLists publishWithNewLists,
            ShippedRules shipped,
            @ConfigProperty(name = "mapping.detector-lists.interval", defaultValue = "5s") Duration interval) {
        this.lists = lists;
        this.directory = directory;
        this.installShippedRules = installShippedRules;
        this.publishWithNewLists = publishWithNewLists;
        this.shipped = shipped;
        this.loop = new RefreshLoop(migration, "the detector lists", interval, this::look);
    }

    /** Sees to the rules and lists of the start; then goes on looking beside the caller. To be repeated if it fails. */
    void begin() {
        lists.keepBuiltIn();
        look();
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    private void look() {
        directory.look();
        DetectorLists latest = lists.latest();
        if (!latest.version().equals(published)) {
            publish(latest);
            published = latest.version();
        }
    }

    private void publish(DetectorLists latest) {
        if (lists.isLatestBuild()) {
            installShippedRules
                    .install(shipped.withLists(latest))
                    .ifPresent(head -> Log.infof(
                            "installed the shipped rules as version %d with the detector lists %s",
                            head.version(), head.detectorListVersion()));
        }
        publishWithNewLists
                .publish(latest)
                .ifPresent(head -> Log.infof(
                        "published the active rules as version %d with the detector lists %s",
                        head.version(), head.detectorListVersion()));
    }
}
