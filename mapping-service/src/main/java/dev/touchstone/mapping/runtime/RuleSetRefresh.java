package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

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
    private final Clock clock;
    private boolean installed;
    private volatile @Nullable Instant lookedAt;

    RuleSetRefresh(
            SchemaMigration migration,
            DetectorListRefresh detectorLists,
            ActiveRuleSet activeRuleSet,
            Clock clock,
            MeterRegistry registry,
            @ConfigProperty(name = "touchstone.mapping.refresh-interval", defaultValue = "500ms") Duration interval) {
        this.detectorLists = detectorLists;
        this.activeRuleSet = activeRuleSet;
        this.clock = clock;
        Gauge.builder("touchstone.mapping.rule.set.age.seconds", this::age)
                .description("since it was last seen in the database which rules are active; NaN before the first look")
                .register(registry);
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

    private double age() {
        @Nullable Instant at = lookedAt;
        return at == null
                ? Double.NaN
                : Math.max(0, Duration.between(at, clock.instant()).toMillis() / 1_000.0);
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
        lookedAt = clock.instant();
    }
}
