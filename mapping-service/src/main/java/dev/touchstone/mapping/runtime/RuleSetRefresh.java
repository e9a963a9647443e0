package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps the rules in memory those of the store: has the shipped ones installed once the schema is there, then looks for another
 * active version at every interval, since another replica may have published it. While it cannot, what is in memory goes on
 * classifying.
 */
@ApplicationScoped
class RuleSetRefresh {
    private final DetectorListRefresh detectorLists;
    private final ActiveRuleSet activeRuleSet;
    private final RefreshLoop loop;
    private boolean installed;

    RuleSetRefresh(
            SchemaMigration migration,
            DetectorListRefresh detectorLists,
            ActiveRuleSet activeRuleSet,
            @ConfigProperty(name = "touchstone.mapping.refresh-interval", defaultValue = "500ms") Duration interval) {
        this.detectorLists = detectorLists;
        this.activeRuleSet = activeRuleSet;
        this.loop = new RefreshLoop(migration, "the active rule set", interval, this::look);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    /** One sentence on what keeps the rules from being looked up; empty if nothing does. */
    String trouble() {
        return loop.trouble();
    }

    private void look() {
        if (!installed) {
            detectorLists.begin();
            installed = true;
        }
        activeRuleSet
                .refresh()
                .ifPresent(active -> Log.infof(
                        "classifying by rule-set version %d with %d rows, names of catalogue version %d",
                        active.ruleSet().version(),
                        active.ruleSet().rules().size(),
                        active.state().catalogueVersion()));
    }
}
