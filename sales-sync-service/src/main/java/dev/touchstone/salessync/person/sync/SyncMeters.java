package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.person.Written;
import dev.touchstone.salessync.person.reconcile.Reconciliation;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What the sync did, as counters. */
@ApplicationScoped
class SyncMeters {
    private final MeterRegistry meters;

    SyncMeters(MeterRegistry meters) {
        this.meters = meters;
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
        meters.counter("touchstone.person.snapshots").increment();
    }

    /** What comparisons with Marketo repaired, by cause: {@code touchstone_person_drift_total}. */
    void reconciled(Reconciliation.Counts counts) {
        drift("missed change", counts.changes());
        drift("missed merge", counts.merges());
        drift("missed delete", counts.deletes());
        drift("unknown", counts.unknown());
    }

    /** Steps that Marketo made fail, by class of the error: {@code touchstone_person_sync_failures_total}. */
    void failed(MarketoError error) {
        meters.counter(
                        "touchstone.person.sync.failures",
                        "error",
                        error.getClass().getSimpleName())
                .increment();
    }

    private void count(String verdict, long people) {
        meters.counter("touchstone.person.readings", "verdict", verdict).increment((double) people);
    }

    private void drift(String cause, long people) {
        meters.counter("touchstone.person.drift", "cause", cause).increment((double) people);
    }
}
