package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.person.snapshot.ReadEverybody;
import dev.touchstone.salessync.person.sync.StepPersonSync.Place;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads or compares everybody while the feeds are followed. What keeps that back is noted apart, with a time of its own, so that the feeds do
 * not wait for it.
 */
@ApplicationScoped
class ReadAside {
    private final SyncJournal journal;
    private final SyncMeters meters;
    private final AdvancePersonSync.Timing timing;

    ReadAside(SyncJournal journal, SyncMeters meters, AdvancePersonSync.Timing timing) {
        this.journal = journal;
        this.meters = meters;
        this.timing = timing;
    }

    /**
     * Does the work, unless something keeps it back.
     *
     * @param work says what keeps it back from now on
     * @return until when it is kept back; empty if it was done
     * @throws MarketoFailure if the feeds could not be read either
     */
    Optional<Instant> run(Place place, Supplier<SyncRecord.Held> work) {
        SyncRecord.Held before = place.record().held();
        if (place.now().isBefore(before.until())) {
            return Optional.of(before.until());
        }
        SyncRecord.Held after = attempt(before, work);
        if (!after.equals(before)) {
            journal.advance(place.fence(), record -> record.with(after));
        }
        if (after.equals(SyncRecord.Held.NONE)) {
            return Optional.empty();
        }
        if (!Objects.equals(before.detail(), after.detail())) {
            Log.warnf("reading everybody waits: %s; the next attempt is at %s", after.detail(), after.until());
        }
        return Optional.of(after.until());
    }

    private SyncRecord.Held attempt(SyncRecord.Held before, Supplier<SyncRecord.Held> work) {
        try {
            return work.get();
        } catch (MarketoFailure failure) {
            if (SyncMachine.concernsEverybody(failure.error())) {
                throw failure;
            }
            meters.failed(failure.error());
            return timing.held(before, failure.error());
        } catch (ReadEverybody.NoWayLeft stuck) {
            return SyncMachine.readingStuck(String.valueOf(stuck.getMessage()), timing.now());
        }
    }
}
