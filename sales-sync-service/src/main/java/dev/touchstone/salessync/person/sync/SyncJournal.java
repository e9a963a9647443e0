package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.Fence;
import dev.touchstone.salessync.person.LeaseLost;
import dev.touchstone.salessync.person.PeopleGone;
import dev.touchstone.salessync.person.PersonComparison;
import dev.touchstone.salessync.person.PersonErased;
import dev.touchstone.salessync.person.Written;
import dev.touchstone.salessync.person.feed.PeopleFollowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Every change of the sync's own state, each in a transaction that holds the row of the sync: an operator's change and a page that is
 * committed at the same time come one after the other. What the runner commits carries its fence.
 */
@ApplicationScoped
class SyncJournal {
    private final SqlSyncStore store;
    private final PersonComparison people;
    private final Clock clock;

    SyncJournal(SqlSyncStore store, PersonComparison people, Clock clock) {
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

    /** What keeps a process out that lost the lease with this number. */
    Fence fence(long number) {
        return () -> {
            if (store.lock() != number) {
                throw new LeaseLost();
            }
        };
    }

    /** A change by an operator, or by the connection. */
    @Transactional
    SyncRecord change(UnaryOperator<SyncRecord> transition) {
        store.lock();
        SyncRecord record = store.read();
        SyncRecord changed = transition.apply(record);
        if (!changed.equals(record)) {
            store.write(changed);
        }
        return changed;
    }

    /**
     * A change by the runner.
     *
     * @throws LeaseLost if another process runs the sync now
     */
    @Transactional
    SyncRecord advance(Fence fence, UnaryOperator<SyncRecord> transition) {
        fence.check();
        SyncRecord record = store.read();
        SyncRecord changed = transition.apply(record);
        if (!changed.equals(record)) {
            store.write(changed);
        }
        return changed;
    }

    /** People were taken over: counts them, and forgets what failed before. Within the transaction that took them over. */
    @Transactional(TxType.MANDATORY)
    void progressed(Written written, PeopleGone gone) {
        Instant now = clock.instant();
        SyncRecord record = store.read();
        store.write(record.progressed(written, gone, now).with(SyncMachine.progressed(record.state(), now)));
    }

    void followed(@Observes PeopleFollowed event) {
        progressed(event.written(), event.gone());
    }

    /**
     * What the person was before is not told, so everybody is counted; an erasure is rare. Afterwards and apart from it, because an erasure
     * locks people before the sync and a page the sync before people.
     */
    @Transactional(TxType.REQUIRES_NEW)
    void erased(@Observes(during = TransactionPhase.AFTER_SUCCESS) PersonErased event) {
        store.lock();
        PersonComparison.Totals totals = people.totals();
        store.write(store.read().with(new SyncRecord.PeopleCounts(totals.active(), totals.hidden())));
    }
}
