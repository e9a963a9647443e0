package dev.touchstone.salessync.person.sync;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.person.PeopleGone;
import dev.touchstone.salessync.person.PersonComparison;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.person.Written;
import dev.touchstone.salessync.person.feed.PersonFeeds;
import dev.touchstone.salessync.person.reconcile.Reconcile;
import dev.touchstone.salessync.person.reconcile.ReconcileReason;
import dev.touchstone.salessync.person.reconcile.Reconciliation;
import dev.touchstone.salessync.person.snapshot.PageEffect;
import dev.touchstone.salessync.person.snapshot.SnapshotRun;
import dev.touchstone.salessync.person.snapshot.SnapshotRuns;
import dev.touchstone.salessync.person.sync.StepPersonSync.Place;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Where a phase begins or ends: the state, the run and the report change in one transaction. */
@ApplicationScoped
class RunJournal {
    private final SyncJournal journal;
    private final SnapshotRuns runs;
    private final Reconcile reconcile;
    private final People people;
    private final Rules rules;

    RunJournal(SyncJournal journal, SnapshotRuns runs, Reconcile reconcile, People people, Rules rules) {
        this.journal = journal;
        this.runs = runs;
        this.reconcile = reconcile;
        this.people = people;
        this.rules = rules;
    }

    /** The people, stored. */
    @Singleton
    static class People {
        private final PersonStore store;
        private final PersonComparison comparison;
        private final PersonFeeds feeds;
        private final SyncMeters meters;

        People(PersonStore store, PersonComparison comparison, PersonFeeds feeds, SyncMeters meters) {
            this.store = store;
            this.comparison = comparison;
            this.feeds = feeds;
            this.meters = meters;
        }
    }

    /** Settings and ids. */
    @Singleton
    static class Rules {
        private final SyncPolicy policy;
        private final IdSource ids;

        Rules(SyncPolicy policy, IdSource ids) {
            this.policy = policy;
            this.ids = ids;
        }
    }

    /** Takes people over. */
    PageEffect takeOver(ReadWay way) {
        return batch -> {
            Written written = people.store.write(batch.readings(), way, batch.readAt());
            journal.progressed(written, PeopleGone.NOBODY);
            people.meters.written(written);
        };
    }

    /** Compares people. */
    PageEffect compareWith(UUID id) {
        return batch -> {
            reconcile.take(id, batch);
            journal.progressed(Written.NOTHING, PeopleGone.NOBODY);
        };
    }

    /** The run in hand; begins one if there is none, and the report with it if it compares. */
    @Transactional
    SnapshotRun inHand(Place place, SnapshotRun.Purpose purpose) {
        Optional<UUID> current = place.record().runs().inHand();
        if (current.isPresent()) {
            return runs.find(current.get()).orElseThrow(() -> new IllegalStateException("the run in hand is stored"));
        }
        place.fence().check();
        return begin(place.record().state(), purpose, place.now());
    }

    /**
     * An operator wants a comparison: begins one, or finds the one that runs.
     *
     * @throws RpcFailure.FailedPrecondition {@code NOT_LIVE}
     */
    @Transactional
    Reconciliation reconcile(Instant now) {
        SyncRecord record = journal.change(before -> {
            SyncState state = before.state();
            boolean paused = state.hold() == SyncState.Hold.PAUSED;
            if (!state.isServing() || paused) {
                String where = paused ? "PAUSED" : state.phase().name();
                throw new RpcFailure.FailedPrecondition(
                        "NOT_LIVE",
                        "everybody is compared when everybody was read once and the sync is not paused, but it is "
                                + where,
                        Map.of("state", where));
            }
            return before.with(SyncMachine.reconcileAsked(state, ReconcileReason.REQUESTED, now));
        });
        UUID run = record.runs()
                .inHand()
                .orElseGet(() -> begin(record.state(), SnapshotRun.Purpose.RECONCILE, now)
                        .id());
        return reconcile
                .find(Optional.of(run))
                .orElseThrow(() -> new IllegalStateException("a comparison that runs has a report"));
    }

    /** Within a transaction that holds the row of the sync. */
    private SnapshotRun begin(SyncState state, SnapshotRun.Purpose purpose, Instant now) {
        SnapshotRun run = SnapshotRun.begin(rules.ids.next(), purpose, now);
        runs.begin(run);
        if (purpose == SnapshotRun.Purpose.RECONCILE) {
            ReconcileReason reason = Objects.requireNonNull(state.reconcileReason(), "a comparison has a reason");
            reconcile.begin(run.id(), reason, now);
        }
        journal.change(record -> record.runBegun(run.id()));
        return run;
    }

    /** The first reading came to its end. */
    @Transactional
    void everybodyRead(Place place) {
        UUID run = place.record().runs().inHand().orElseThrow();
        place.fence().check();
        runs.end(run, place.now());
        runs.supersede(run, place.now());
        recount(place, record -> record.runEnded().with(SyncMachine.everybodyRead(record.state(), place.now())));
        people.meters.everybodyRead();
        tell(run, "everybody was read");
    }

    /** The reading of a comparison came to its end; now the suspects are looked at. */
    @Transactional
    void everybodyCompared(Place place, UUID run) {
        place.fence().check();
        runs.end(run, place.now());
        reconcile.readEnded(run, runs.unread(run).first(), place.now());
        tell(run, "everybody was compared");
    }

    /** The comparison is over: report and state. */
    @Transactional
    void reconciled(Place place, UUID run) {
        place.fence().check();
        Reconciliation report = reconcile.end(run, place.now());
        runs.supersede(run, place.now());
        recount(place, record -> record.runEnded().with(SyncMachine.reconciled(record.state(), place.now())));
        people.meters.reconciled(report.counts());
        Log.infof(
                "everybody was compared with Marketo: reconciliation=%s reason=%s changes=%d merges=%d deletes=%d unknown=%d",
                report.id(),
                report.reason(),
                report.counts().changes(),
                report.counts().merges(),
                report.counts().deletes(),
                report.counts().unknown());
    }

    /** The feeds cannot tell everything: everybody is compared, anew if that was under way. */
    @Transactional
    void gapFound(Place place, String reason) {
        journal.advance(
                place.fence(),
                record -> record.runDropped()
                        .with(SyncMachine.gapFound(record.state(), ReconcileReason.valueOf(reason), place.now())));
        people.feeds.gapTaken();
        Log.warnf("changes may have been missed (%s): everybody is compared with Marketo", reason);
    }

    /** The feeds were read to their end; a comparison may be due. */
    @Transactional
    void caughtUp(Place place, Instant quietUntil) {
        Instant compareAt = place.record()
                .runs()
                .lastComplete()
                .flatMap(runs::endedAt)
                .map(time -> time.plus(rules.policy.reconcileInterval()))
                .orElse(Instant.MAX);
        boolean due = !place.now().isBefore(compareAt);
        Instant next = quietUntil.isBefore(compareAt) ? quietUntil : compareAt;
        journal.advance(place.fence(), record -> {
            SyncState caughtUp = SyncMachine.caughtUp(record.state(), next);
            // What kept a window back that is tried again need not keep the comparison back.
            return due
                    ? record.with(SyncRecord.Held.NONE)
                            .with(SyncMachine.reconcileAsked(caughtUp, ReconcileReason.WEEKLY, place.now()))
                    : record.with(caughtUp);
        });
    }

    /** The last complete run, if some of its windows are to be read after all. */
    Optional<SnapshotRun> withOpenWindows(SyncRecord record) {
        return record.runs().lastComplete().flatMap(runs::find).filter(runs::hasOpenWindows);
    }

    /** Counts everybody once in a while, in case that something was changed beside the sync. */
    private void recount(Place place, UnaryOperator<SyncRecord> change) {
        PersonComparison.Totals totals = people.comparison.totals();
        journal.advance(
                place.fence(),
                record -> change.apply(record).with(new SyncRecord.PeopleCounts(totals.active(), totals.hidden())));
    }

    private void tell(UUID id, String what) {
        runs.find(id)
                .ifPresent(run -> Log.infof(
                        "%s: run=%s way=%s read=%d calls=%d unreadWindows=%d",
                        what,
                        id,
                        run.way(),
                        run.counts().read(),
                        run.counts().calls(),
                        runs.unread(id).count()));
    }
}
