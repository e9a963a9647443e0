package dev.touchstone.salessync.person.reconcile;

import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.marketo.ReadInParts;
import dev.touchstone.salessync.person.Fence;
import dev.touchstone.salessync.person.PersonComparison;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.UnqualifiedUnsubscribes;
import dev.touchstone.salessync.person.feed.MergeLog;
import dev.touchstone.salessync.person.snapshot.ReadBatch;
import dev.touchstone.salessync.person.snapshot.UnreadWindow;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a reconciliation: takes in what the reading of everybody finds, looks at the suspects, writes the report. */
@ApplicationScoped
public class Reconcile {
    /** Marketo keeps activities for 90 days. */
    private static final Duration OLDEST_MERGE = Duration.ofDays(90);
    /** Before the last reconciliation, whose own reading took a while to see everybody. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private static final int PAGE = 1_000;

    private final SqlReconcileStore store;
    private final ReconcileJournal journal;
    private final PersonComparison comparison;
    private final UnqualifiedUnsubscribes unqualified;
    private final MergeLog mergeLog;
    private final Clock clock;

    Reconcile(
            SqlReconcileStore store,
            ReconcileJournal journal,
            PersonComparison comparison,
            UnqualifiedUnsubscribes unqualified,
            MergeLog mergeLog,
            Clock clock) {
        this.store = store;
        this.journal = journal;
        this.comparison = comparison;
        this.unqualified = unqualified;
        this.mergeLog = mergeLog;
        this.clock = clock;
    }

    /** What a step did. */
    public sealed interface Step {
        /** Stored something; there may be more to do at once. */
        record Worked() implements Step {}

        /** Gives the feeds time to tell. */
        record Waiting(Instant until) implements Step {}

        /** Nobody is left to look at: {@link #end} is due. */
        record Done() implements Step {}
    }

    /** Begins; one that was broken off is forgotten. */
    @Transactional(TxType.MANDATORY)
    public Reconciliation begin(UUID runId, ReconcileReason reason, Instant now) {
        store.forget();
        Reconciliation begun = Reconciliation.begin(runId, reason, now);
        store.write(begun);
        return begun;
    }

    /** Compares a page; who differs is a suspect. */
    @Transactional(TxType.MANDATORY)
    public void take(UUID id, ReadBatch batch) {
        List<Long> suspects = comparison.compare(batch.readings(), batch.readAt()).stream()
                .map(PersonComparison.Difference::marketoId)
                .toList();
        store.suspect(suspects);
        unqualified.note(batch.readings(), batch.readAt());
        Reconciliation report = get(id);
        store.write(report.with(report.counts().plusCompared(batch.readings().size())));
    }

    /** Everybody was read: who is stored and was not seen is a suspect too. */
    @Transactional(TxType.MANDATORY)
    public void readEnded(UUID id, List<UnreadWindow> unread, Instant now) {
        Reconciliation report = get(id);
        store.suspectUnseen(report.times().startedAt());
        String windows = unread.stream()
                .map(window -> window.from() + "/" + window.until())
                .collect(Collectors.joining("\n"));
        store.write(report.read(now, windows));
    }

    /**
     * Does the next unit of work on the suspects.
     *
     * @param failures of this, in a row and up to now
     */
    public Step confirm(UUID id, MarketoInstance marketo, int failures, Fence fence) {
        Reconciliation report = get(id);
        List<Long> suspects = store.suspects(LeadsApi.MAX_VALUES);
        if (suspects.isEmpty()) {
            return new Step.Done();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (now.isBefore(report.confirmableAt())) {
            return new Step.Waiting(report.confirmableAt());
        }
        if (!report.merges().done()) {
            readMerges(report, marketo, now, fence);
        } else {
            ReadInParts read = marketo.leads(Lane.RECONCILE).byIdsAfter(failures, suspects);
            ReadBatch found =
                    new ReadBatch(read.leads().stream().map(PersonReading::of).toList(), now, read.unreadable());
            journal.commitSuspects(report, suspects, found, fence);
        }
        return new Step.Worked();
    }

    private void readMerges(Reconciliation report, MarketoInstance marketo, Instant now, Fence fence) {
        @Nullable String token = report.merges().token();
        if (token == null) {
            String first = mergeLog.token(marketo, mergesSince(now));
            journal.change(report, old -> old.with(new Reconciliation.MergesRead(first, false)), fence);
        } else {
            journal.commitMerges(report, mergesPage(marketo, token, now), now, fence);
        }
    }

    /**
     * The next page. A position that Marketo does not take any more is replaced by the first one, and that is tried in the same call: only one
     * that works is ever stored. Merges that were taken before are passed over, since the losers are no suspects any more.
     */
    private MergeLog.Page mergesPage(MarketoInstance marketo, String token, Instant now) {
        try {
            return mergeLog.read(marketo, token);
        } catch (MarketoFailure failure) {
            if (!MergeLog.mayBeThePosition(failure.error())) {
                throw failure;
            }
            Instant since = mergesSince(now);
            Log.warnf("the position in the log of merges is refused; it is read from %s", since);
            return mergeLog.read(marketo, mergeLog.token(marketo, since));
        }
    }

    private Instant mergesSince(Instant now) {
        Instant oldest = now.minus(OLDEST_MERGE);
        return store.lastEndedStart()
                .map(start -> start.minus(MARGIN))
                .filter(oldest::isBefore)
                .orElse(oldest);
    }

    /** Ends it and sums it up. */
    @Transactional(TxType.MANDATORY)
    public Reconciliation end(UUID id, Instant now) {
        Reconciliation report = get(id);
        ReportDigest digest = new ReportDigest(report);
        List<Repair> page = store.repairs(id, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(digest::add);
            page = store.repairs(id, page.getLast().marketoId(), PAGE);
        }
        Reconciliation ended = report.ended(now, digest.hex());
        store.write(ended);
        return ended;
    }

    /** A report; of the last reconciliation if no id is given. */
    public Optional<Reconciliation> find(Optional<UUID> id) {
        return id.isPresent() ? store.find(id.get()) : store.last();
    }

    /** Repairs of a reconciliation by Marketo id, from above an id on; at most so many. */
    public List<Repair> repairs(UUID id, long afterId, int limit) {
        return store.repairs(id, afterId, limit);
    }

    private Reconciliation get(UUID id) {
        return store.find(id).orElseThrow(() -> new IllegalStateException("a reconciliation that runs is stored"));
    }
}
