package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.ruleset.InstallShippedRules;
import dev.touchstone.mapping.ruleset.ShippedRules;
import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.SchemaMigration;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps the rules in memory those of the store: installs the shipped ones once the schema is there, then looks for another
 * active version at every interval, since another replica may have published it. An outage of the database is waited for,
 * with one sentence in the log; what is in memory goes on classifying.
 */
@ApplicationScoped
class RuleSetRefresh {
    private static final Duration SCHEMA_WAIT = Duration.ofSeconds(1);

    private final SchemaMigration migration;
    private final InstallShippedRules installShippedRules;
    private final ActiveRuleSet activeRuleSet;
    private final ShippedRules shipped;
    private final Duration interval;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean installed;
    private volatile String trouble = "";

    RuleSetRefresh(
            SchemaMigration migration,
            InstallShippedRules installShippedRules,
            ActiveRuleSet activeRuleSet,
            ShippedRules shipped,
            @ConfigProperty(name = "touchstone.mapping.refresh-interval", defaultValue = "1s") Duration interval) {
        this.migration = migration;
        this.installShippedRules = installShippedRules;
        this.activeRuleSet = activeRuleSet;
        this.shipped = shipped;
        this.interval = interval;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("rule-set-refresh").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    /** One sentence on what keeps the rules from being looked up; empty if nothing does. */
    String trouble() {
        return trouble;
    }

    private void run() {
        try {
            boolean migrated = false;
            while (!migrated && stopped.getCount() > 0) {
                migrated = migration.await(SCHEMA_WAIT);
            }
            do {
                look();
            } while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            if (!installed) {
                installShippedRules
                        .install(shipped)
                        .ifPresent(
                                ruleSet -> Log.infof("installed the shipped rules as version %d", ruleSet.version()));
                installed = true;
            }
            activeRuleSet
                    .refresh(shipped)
                    .ifPresent(ruleSet -> Log.infof(
                            "classifying by rule-set version %d with %d rows",
                            ruleSet.version(), ruleSet.basis().rules().size()));
            recovered();
        } catch (RuntimeException error) {
            report(error);
        }
    }

    /** Logs the start and the end of an outage, not each look in between; a bug each time its sentence is another one. */
    private void report(RuntimeException error) {
        Optional<String> outage = DatabaseErrors.outageSentence(error);
        String sentence = outage.orElse("the active rule set cannot be read");
        if (outage.isEmpty() && !sentence.equals(trouble)) {
            Log.error(sentence + "; trying again", error);
        } else if (outage.isPresent() && trouble.isEmpty()) {
            Log.warn("waiting for the active rule set: " + sentence + "; trying again");
        }
        trouble = sentence;
    }

    private void recovered() {
        if (!trouble.isEmpty()) {
            Log.info("the active rule set can be read again");
            trouble = "";
        }
    }
}
