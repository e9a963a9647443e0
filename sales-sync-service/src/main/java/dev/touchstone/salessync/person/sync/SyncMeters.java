package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.person.Written;
import dev.touchstone.salessync.person.reconcile.Reconciliation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the sync did, as counters. */
@Startup
@ApplicationScoped
class SyncMeters {
    private final MeterProvider<Counter> readings;
    private final MeterProvider<Counter> repairs;
    private final MeterProvider<Counter> failures;
    private final Counter snapshots;

    SyncMeters(MeterRegistry meters) {
        this.readings = Counter.builder("touchstone.person.readings")
                .description("people read from Marketo, by what became of them")
                .withRegistry(meters);
        List.of("added", "changed", "hidden", "revived", "equal", "stale", "absent")
                .forEach(verdict -> count(verdict, 0));
        this.repairs = Counter.builder("touchstone.person.drift.repairs")
                .description("people whom a comparison with Marketo repaired")
                .withRegistry(meters);
        List.of("missed_change", "missed_merge", "missed_delete", "unknown").forEach(cause -> drift(cause, 0));
        this.failures = Counter.builder("touchstone.person.sync.failures")
                .description("steps of the sync of people that Marketo made fail, by class of the error")
                .withRegistry(meters);
        failures.withTag("error", MarketoError.Unreachable.class.getSimpleName());
        this.snapshots = Counter.builder("touchstone.person.snapshots")
                .description("first readings of everybody that came to their end")
                .register(meters);
    }

    /** People read and what became of each: {@code touchstone_person_readings_total}. */
    void written(Written written) {
        count("added", written.added());
        count("changed", written.changed());
        count("hidden", written.hidden());
        count("revived", written.revived());
        count("equal", written.equal());
        count("stale", written.stale());
        count("absent", written.absent());
    }

    /** First readings of everybody that came to their end: {@code touchstone_person_snapshots_total}. */
    void everybodyRead() {
        snapshots.increment();
    }

    /** What comparisons with Marketo repaired, by cause: {@code touchstone_person_drift_repairs_total}. */
    void reconciled(Reconciliation.Counts counts) {
        drift("missed_change", counts.changes());
        drift("missed_merge", counts.merges());
        drift("missed_delete", counts.deletes());
        drift("unknown", counts.unknown());
    }

    /** Steps that Marketo made fail, by class of the error: {@code touchstone_person_sync_failures_total}. */
    void failed(MarketoError error) {
        failures.withTag("error", error.getClass().getSimpleName()).increment();
    }

    private void count(String verdict, long people) {
        readings.withTag("verdict", verdict).increment((double) people);
    }

    private void drift(String cause, long people) {
        repairs.withTag("cause", cause).increment((double) people);
    }
}
