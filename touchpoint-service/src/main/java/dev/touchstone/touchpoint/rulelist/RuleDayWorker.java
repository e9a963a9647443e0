package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.touchpoint.derive.DerivationSettings;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Looks whether a new day has begun for the rules. A replica without derivation workers leaves it to the others. */
@ApplicationScoped
class RuleDayWorker {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final MoveRuleDay moveRuleDay;
    private final Clock clock;
    private final boolean enabled;
    private final RefreshLoop loop;

    RuleDayWorker(SchemaMigration migration, MoveRuleDay moveRuleDay, DerivationSettings derivation, Clock clock) {
        this.moveRuleDay = moveRuleDay;
        this.clock = clock;
        this.enabled = derivation.workers() > 0;
        this.loop = new RefreshLoop(migration, "the day of the rules", INTERVAL, this::look);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    private void look() {
        if (moveRuleDay.run(clock)) {
            Log.info("a new day has begun for the rules that count from today");
        }
    }
}
