package dev.touchstone.mapping.api;

import dev.touchstone.mapping.classify.ChannelMatch;
import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Counts what is classified: {@code touchstone_mapping_classified_keys_total} by outcome,
 * {@code touchstone_mapping_classify_seconds} per batch, {@code touchstone_mapping_active_rule_set_version} (0 before the
 * first).
 */
@ApplicationScoped
class ClassificationMetrics {
    private static final String KEYS = "touchstone.mapping.classified.keys";

    private final Counter matched;
    private final Counter unmatched;
    private final Timer batches;

    ClassificationMetrics(MeterRegistry registry, ActiveRuleSet activeRuleSet) {
        matched = registry.counter(KEYS, "outcome", "matched");
        unmatched = registry.counter(KEYS, "outcome", "unmatched");
        batches = registry.timer("touchstone.mapping.classify");
        Gauge.builder("touchstone.mapping.active.rule.set.version", activeRuleSet, ClassificationMetrics::version)
                .register(registry);
    }

    private static double version(ActiveRuleSet activeRuleSet) {
        return activeRuleSet.find().map(active -> active.ruleSet().version()).orElse(0L);
    }

    /** Runs the classification of a batch and counts its outcome. */
    List<ChannelMatch> record(Supplier<List<ChannelMatch>> classification) {
        long start = System.nanoTime();
        List<ChannelMatch> matches = classification.get();
        batches.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        int other = (int) matches.stream()
                .filter(ChannelMatch.Unmatched.class::isInstance)
                .count();
        matched.increment(matches.size() - other);
        unmatched.increment(other);
        return matches;
    }
}
