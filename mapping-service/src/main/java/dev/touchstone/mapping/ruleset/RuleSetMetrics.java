package dev.touchstone.mapping.ruleset;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Counts what happens to rules: {@code touchstone_mapping_publications_total} by cause,
 * {@code touchstone_mapping_draft_changes_total} by change, {@code touchstone_mapping_rule_set_load_seconds} for reading and
 * compiling the active version.
 */
@ApplicationScoped
public class RuleSetMetrics {
    private final MeterRegistry registry;
    private final Timer loads;

    RuleSetMetrics(MeterRegistry registry) {
        this.registry = registry;
        loads = registry.timer("touchstone.mapping.rule.set.load");
    }

    /** Why a version was published, or was not. */
    public enum Cause {
        SHIPPED,
        DRAFT,
        SCHEDULE,
        RESTORE,
        /** The detector lists are newer. */
        LISTS,
        /** The time of a publication came and it could not take place. */
        FAILED
    }

    /** What happened to a draft. */
    public enum DraftChange {
        CREATED,
        UPDATED,
        IMPORTED,
        DELETED
    }

    <T> T timeLoad(Supplier<T> load) {
        return loads.record(load);
    }

    /** A version was published, or was not. */
    public void published(Cause cause) {
        registry.counter("touchstone.mapping.publications", "cause", word(cause))
                .increment();
    }

    /** Something happened to a draft. */
    public void draft(DraftChange change) {
        registry.counter("touchstone.mapping.draft.changes", "change", word(change))
                .increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
