package dev.touchstone.mapping.ruleset;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Counts what happens to rules: {@code touchstone_mapping_publications_total} by cause,
 * {@code touchstone_mapping_draft_changes_total} by change, {@code touchstone_mapping_rule_set_load_seconds} for reading and
 * compiling the active version.
 */
@Startup
@ApplicationScoped
public class RuleSetMetrics {
    private final MeterProvider<Counter> publications;
    private final MeterProvider<Counter> draftChanges;
    private final Timer loads;

    RuleSetMetrics(MeterRegistry registry) {
        publications = Counter.builder("touchstone.mapping.publications")
                .description(
                        "versions of the rules that were published, or, with the cause failed, could not be at their time")
                .withRegistry(registry);
        for (Cause cause : Cause.values()) {
            publications.withTag("cause", word(cause));
        }
        draftChanges = Counter.builder("touchstone.mapping.draft.changes")
                .description("changes of drafts of the rules")
                .withRegistry(registry);
        for (DraftChange change : DraftChange.values()) {
            draftChanges.withTag("change", word(change));
        }
        loads = Timer.builder("touchstone.mapping.rule.set.load")
                .description("time of reading and compiling the active rules")
                .register(registry);
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
        publications.withTag("cause", word(cause)).increment();
    }

    /** Something happened to a draft. */
    public void draft(DraftChange change) {
        draftChanges.withTag("change", word(change)).increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
