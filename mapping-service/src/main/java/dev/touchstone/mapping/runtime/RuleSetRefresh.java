package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.ruleset.InstallShippedRules;
import dev.touchstone.mapping.ruleset.PublishWithNewLists;
import dev.touchstone.mapping.ruleset.ShippedRules;
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
 * Keeps the rules in memory those of the store: installs the shipped ones once the schema is there, publishes a customer's anew if the detector lists are newer, then looks for another
 * active version at every interval, since another replica may have published it. While it cannot, what is in memory goes on
 * classifying.
 */
@ApplicationScoped
class RuleSetRefresh {
    private final InstallShippedRules installShippedRules;
    private final PublishWithNewLists publishWithNewLists;
    private final ActiveRuleSet activeRuleSet;
    private final ShippedRules shipped;
    private final RefreshLoop loop;
    private boolean installed;

    RuleSetRefresh(
            SchemaMigration migration,
            InstallShippedRules installShippedRules,
            PublishWithNewLists publishWithNewLists,
            ActiveRuleSet activeRuleSet,
            ShippedRules shipped,
            @ConfigProperty(name = "touchstone.mapping.refresh-interval", defaultValue = "500ms") Duration interval) {
        this.installShippedRules = installShippedRules;
        this.publishWithNewLists = publishWithNewLists;
        this.activeRuleSet = activeRuleSet;
        this.shipped = shipped;
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
            installShippedRules
                    .install(shipped)
                    .ifPresent(head -> Log.infof("installed the shipped rules as version %d", head.version()));
            publishWithNewLists
                    .publish(shipped.lists())
                    .ifPresent(head -> Log.infof(
                            "published the active rules as version %d with the detector lists %s",
                            head.version(), head.detectorListVersion()));
            installed = true;
        }
        activeRuleSet
                .refresh(shipped)
                .ifPresent(active -> Log.infof(
                        "classifying by rule-set version %d with %d rows, names of catalogue version %d",
                        active.ruleSet().version(),
                        active.ruleSet().rules().size(),
                        active.state().catalogueVersion()));
    }
}
