package dev.touchstone.mapping.api;

import dev.touchstone.mapping.classify.ChannelMatch;
import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * Counts what is classified: {@code touchstone_mapping_classified_keys_total} by outcome,
 * {@code touchstone_mapping_classify_seconds} per batch, {@code touchstone_mapping_active_rule_set_version} (0 before the
 * first).
 */
@Startup
@ApplicationScoped
class ClassificationMetrics {
    private final Counter matched;
    private final Counter unmatched;
    private final Timer batches;

    ClassificationMetrics(MeterRegistry registry, ActiveRuleSet activeRuleSet) {
        MeterProvider<Counter> keys = Counter.builder("touchstone.mapping.classified.keys")
                .description("mapping keys that were classified, by whether a row of the rules matched")
                .withRegistry(registry);
        matched = keys.withTag("outcome", "matched");
        unmatched = keys.withTag("outcome", "unmatched");
        batches = Timer.builder("touchstone.mapping.classify")
                .description("time of classifying a batch of mapping keys")
                .register(registry);
        Gauge.builder("touchstone.mapping.active.rule.set.version", () -> version(activeRuleSet))
                .description("version of the rules by which this process classifies; 0 before the first")
                .register(registry);
    }

    private static double version(ActiveRuleSet activeRuleSet) {
        return activeRuleSet.find().map(active -> active.ruleSet().version()).orElse(0L);
    }

    /** Begins to measure the classification of a batch. */
    Batch start() {
        return new Batch();
    }

    /** What becomes of a batch; for one thread. */
    final class Batch {
        private final long start = System.nanoTime();
        private int keys;
        private int others;

        void count(ChannelMatch match) {
            keys++;
            if (match.rowNumber() == 0) {
                others++;
            }
        }

        void done() {
            batches.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            matched.increment(keys - others);
            unmatched.increment(others);
        }
    }
}
