package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.Written;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Every change of the sync, each in one transaction that holds the row of the sync: an operator's change and a page that is
 * committed at the same time come one after the other. What the runner commits carries its fence.
 */
@ApplicationScoped
class SyncJournal {
    private final SqlSyncStore store;
    private final PersonStore people;
    private final Clock clock;

    SyncJournal(SqlSyncStore store, PersonStore people, Clock clock) {
        this.store = store;
        this.people = people;
        this.clock = clock;
    }

    SyncRecord read() {
        return store.read();
    }

    @Transactional
    OptionalLong claim(UUID owner, Duration lease) {
        return store.claim(owner, lease);
    }

    @Transactional
    void renew(UUID owner, Duration lease) {
        store.renew(owner, lease);
    }

    @Transactional
    void release(UUID owner) {
        store.release(owner);
    }

    /** A change by an operator, or by the connection. */
    @Transactional
    SyncRecord change(UnaryOperator<SyncState> transition) {
        store.lock();
        SyncRecord record = store.read();
        SyncState next = transition.apply(record.state());
        if (next.equals(record.state())) {
            return record;
        }
        SyncRecord changed = record.withState(next);
        store.write(changed);
        return changed;
    }

    /**
     * A change by the runner.
     *
     * @throws LeaseLost if another process runs the sync now
     */
    @Transactional
    SyncRecord advance(long fence, UnaryOperator<SyncRecord> transition) {
        SyncRecord changed = transition.apply(locked(fence));
        store.write(changed);
        return changed;
    }

    /** Begins a pass. */
    @Transactional
    SyncRecord begin(long fence, UUID passId) {
        SyncRecord record = locked(fence);
        Instant now = clock.instant();
        long target =
                record.completePass().map(complete -> complete.pass().target()).orElse(0L);
        SyncRecord begun =
                record.passBegun(Pass.begin(passId, now, target), SyncMachine.progressed(record.state(), now));
        store.write(begun);
        store.forgetOldPasses();
        return begun;
    }

    /**
     * Commits a page: the people and the cursor together.
     *
     * @param pass the pass as it was when the page was asked for
     * @param readAt when the read began
     * @param calls calls to Marketo that were not counted yet
     */
    @Transactional
    Written commitPage(long fence, Pass pass, List<PersonReading> readings, Instant readAt, long calls) {
        SyncRecord record = locked(fence);
        Written written = people.write(readings, readAt);
        Instant now = clock.instant();
        store.write(record.progressed(
                pass.pageRead(readings, calls), written, SyncMachine.progressed(record.state(), now), now));
        return written;
    }

    private SyncRecord locked(long fence) {
        if (store.lock() != fence) {
            throw new LeaseLost();
        }
        return store.read();
    }
}
