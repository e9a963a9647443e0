package dev.touchstone.salessync.person.reconcile;

import dev.touchstone.salessync.person.BuryPeople;
import dev.touchstone.salessync.person.Fence;
import dev.touchstone.salessync.person.MergePeople;
import dev.touchstone.salessync.person.PeopleGone;
import dev.touchstone.salessync.person.PersonComparison;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.person.Written;
import dev.touchstone.salessync.person.feed.DirtyPeople;
import dev.touchstone.salessync.person.feed.MergeLog;
import dev.touchstone.salessync.person.feed.PeopleFollowed;
import dev.touchstone.salessync.person.feed.UnreadablePeople;
import dev.touchstone.salessync.person.snapshot.ReadBatch;
import dev.touchstone.salessync.person.snapshot.SnapshotRun;
import dev.touchstone.salessync.person.snapshot.SnapshotRuns;
import dev.touchstone.salessync.person.snapshot.SnapshotWay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Repairs what differs and counts it, each time in one transaction that a process that lost the sync cannot commit. */
@ApplicationScoped
class ReconcileJournal {
    private static final HexFormat HEX = HexFormat.of();

    private final SqlReconcileStore store;
    private final PersonComparison comparison;
    private final PersonStore people;
    private final Fates fates;
    private final Event<PeopleFollowed> followed;

    ReconcileJournal(
            SqlReconcileStore store,
            PersonComparison comparison,
            PersonStore people,
            Fates fates,
            Event<PeopleFollowed> followed) {
        this.store = store;
        this.comparison = comparison;
        this.people = people;
        this.fates = fates;
        this.followed = followed;
    }

    /** What becomes of people who are gone, or cannot be read. */
    @Singleton
    static class Fates {
        private final MergePeople merging;
        private final BuryPeople burying;
        private final DirtyPeople dirty;
        private final UnreadablePeople unreadable;
        private final SnapshotRuns runs;

        Fates(
                MergePeople merging,
                BuryPeople burying,
                DirtyPeople dirty,
                UnreadablePeople unreadable,
                SnapshotRuns runs) {
            this.merging = merging;
            this.burying = burying;
            this.dirty = dirty;
            this.unreadable = unreadable;
            this.runs = runs;
        }
    }

    /** A change of the report alone. */
    @Transactional
    void change(Reconciliation report, UnaryOperator<Reconciliation> change, Fence fence) {
        fence.check();
        store.write(change.apply(report));
    }

    /** Takes in a page of the log of merges. */
    @Transactional
    void commitMerges(Reconciliation report, MergeLog.Page page, Instant now, Fence fence) {
        fence.check();
        List<Long> losers =
                page.merges().stream().map(MergeLog.Merged::loser).distinct().toList();
        List<Long> suspects = store.amongSuspects(losers);
        Map<Long, String> before = contents(suspects);
        Reconciliation.Counts counts = report.counts();
        for (MergeLog.Merged merged : page.merges()) {
            @Nullable String content = before.remove(merged.loser());
            if (content != null) {
                PeopleGone gone = fates.merging.merge(merged.loser(), merged.winner(), ReadWay.RECONCILE, merged.at());
                fates.dirty.mark(List.of(merged.winner()), now);
                followed.fire(new PeopleFollowed(Written.NOTHING, gone));
                store.add(report.id(), new Repair(merged.loser(), ReconcileCause.MISSED_MERGE, content, null, now));
                counts = counts.plus(ReconcileCause.MISSED_MERGE);
            }
        }
        store.clearSuspects(suspects);
        store.write(report.with(counts).with(new Reconciliation.MergesRead(page.token(), !page.more())));
    }

    /**
     * Takes in what a second read found of some suspects.
     *
     * @param asked the suspects
     * @param found those that Marketo has
     */
    @Transactional
    void commitSuspects(Reconciliation report, List<Long> asked, ReadBatch found, Fence fence) {
        fence.check();
        List<Repair> repairs = new ArrayList<>(changes(found.readings(), found.readAt()));
        repairs.addAll(deletions(report, absent(asked, found), found.readAt()));
        fates.unreadable.put(found.unreadable(), found.readAt());
        Reconciliation.Counts counts = report.counts();
        for (Repair repair : repairs) {
            store.add(report.id(), repair);
            counts = counts.plus(repair.cause());
        }
        store.clearSuspects(asked);
        store.write(report.with(counts));
    }

    private List<Repair> changes(List<PersonReading> readings, Instant readAt) {
        List<PersonComparison.Difference> found = comparison.compare(readings, readAt);
        Written written = people.write(readings, ReadWay.RECONCILE, readAt);
        followed.fire(new PeopleFollowed(written, PeopleGone.NOBODY));
        // Who still is not as read is not to be stored: an erased person's address.
        Set<Long> kept = comparison.compare(readings, readAt.plusNanos(1_000)).stream()
                .map(PersonComparison.Difference::marketoId)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(difference -> !kept.contains(difference.marketoId()))
                .map(difference -> repair(difference, readAt))
                .toList();
    }

    private static Repair repair(PersonComparison.Difference difference, Instant at) {
        byte @Nullable [] before = difference.before();
        return new Repair(
                difference.marketoId(),
                difference.buried() ? ReconcileCause.UNKNOWN : ReconcileCause.MISSED_CHANGE,
                before == null ? null : HEX.formatHex(before),
                HEX.formatHex(difference.after()),
                at);
    }

    private static List<Long> absent(List<Long> asked, ReadBatch found) {
        Set<Long> there =
                found.readings().stream().map(PersonReading::marketoId).collect(Collectors.toCollection(HashSet::new));
        there.addAll(found.unreadable().keySet());
        return asked.stream().filter(id -> !there.contains(id)).toList();
    }

    private List<Repair> deletions(Reconciliation report, List<Long> absent, Instant readAt) {
        // Whom the run saw, or did not look for, was missed once only: the feeds look again before anybody is taken for
        // deleted (R-D-6).
        Set<Long> once = new HashSet<>(lookedForEverybody(report) ? store.seen(absent) : absent);
        fates.dirty.mark(once, readAt);
        List<Long> twice = absent.stream().filter(id -> !once.contains(id)).toList();
        Map<Long, String> before = contents(twice);
        List<Long> known = before.keySet().stream().sorted().toList();
        PeopleGone gone = fates.burying.bury(known, ReadWay.RECONCILE, readAt);
        followed.fire(new PeopleFollowed(Written.NOTHING, gone));
        return known.stream()
                .map(id -> new Repair(id, ReconcileCause.MISSED_DELETE, before.get(id), null, readAt))
                .toList();
    }

    /** False if somebody may be there whom the run never asked for: in a window that was given up, or beside a static list. */
    private boolean lookedForEverybody(Reconciliation report) {
        boolean list = fates.runs
                .find(report.id())
                .flatMap(SnapshotRun::inUse)
                .filter(way -> way == SnapshotWay.STATIC_LIST)
                .isPresent();
        return report.unreadWindows().isEmpty() && !list;
    }

    /** Digests of people who are there; a map that may be changed. */
    private Map<Long, String> contents(List<Long> ids) {
        return comparison.contents(ids).stream()
                .collect(Collectors.toMap(
                        PersonComparison.Content::marketoId, content -> HEX.formatHex(content.digest())));
    }
}
