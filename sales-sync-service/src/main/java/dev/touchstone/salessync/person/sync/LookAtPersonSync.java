package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.budget.BudgetJournal;
import dev.touchstone.salessync.budget.BudgetReport;
import dev.touchstone.salessync.connection.FindConnection;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.person.feed.Lag;
import dev.touchstone.salessync.person.feed.PersonFeeds;
import dev.touchstone.salessync.person.snapshot.SnapshotRun;
import dev.touchstone.salessync.person.snapshot.SnapshotRuns;
import dev.touchstone.salessync.person.snapshot.Unread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** Says how the sync stands. */
@ApplicationScoped
public class LookAtPersonSync {
    private final SyncJournal journal;
    private final SnapshotRuns runs;
    private final PersonFeeds feeds;
    private final Marketo marketo;
    private final Clock clock;

    LookAtPersonSync(SyncJournal journal, SnapshotRuns runs, PersonFeeds feeds, Marketo marketo, Clock clock) {
        this.journal = journal;
        this.runs = runs;
        this.feeds = feeds;
        this.marketo = marketo;
        this.clock = clock;
    }

    /** The connection and what it may still do today. */
    @Singleton
    static class Marketo {
        private final FindConnection connections;
        private final BudgetJournal budget;

        Marketo(FindConnection connections, BudgetJournal budget) {
            this.connections = connections;
            this.budget = budget;
        }

        boolean isConnected() {
            return connections.find().isPresent();
        }

        /** Calls that the feeds may still make today. */
        long callsLeft() {
            return budget.report().lanes().stream()
                    .filter(lane -> lane.lane() == Lane.FEED)
                    .mapToLong(BudgetReport.LaneUse::left)
                    .findFirst()
                    .orElse(-1);
        }
    }

    /** How the sync stands. */
    public SyncReport look() {
        Instant now = clock.instant();
        SyncRecord record = journal.read();
        Optional<UUID> complete = record.runs().lastComplete();
        Optional<SnapshotRun> inHand = record.runs().inHand().flatMap(runs::find);
        Optional<SnapshotRun> ended = complete.flatMap(runs::find);
        Unread unread =
                complete.or(() -> record.runs().inHand()).map(runs::unread).orElse(Unread.NOTHING);
        SyncReport.State state = StateSentence.state(record.state(), marketo.isConnected(), unread);
        Lag lag = feeds.lag();
        return new SyncReport(
                state,
                StateSentence.of(state, record.state(), unread, record.held()),
                new SyncReport.People(record.people().active(), record.people().hidden()),
                inHand.or(() -> ended).map(LookAtPersonSync::run),
                inHand.map(run -> RunProgress.of(run, runs.windowCount(run.id()), known(ended), now)),
                new SyncReport.FeedLag(lag, marketo.callsLeft()),
                unread,
                new SyncReport.Times(
                        unread.count() > 0 ? Optional.empty() : complete.flatMap(runs::endedAt),
                        Optional.ofNullable(record.progressedAt()).map(time -> Duration.between(time, now)),
                        feedAge(lag, now)),
                Optional.ofNullable(record.state().reconcileReason()));
    }

    private static long known(Optional<SnapshotRun> ended) {
        return ended.map(run -> run.counts().read()).orElse(0L);
    }

    private static Optional<Duration> feedAge(Lag lag, Instant now) {
        return lag.readToEndAt().size() < lag.lastEventAt().size()
                ? Optional.empty()
                : lag.readToEndAt().values().stream()
                        .min(Comparator.naturalOrder())
                        .map(oldest -> Duration.between(oldest, now));
    }

    private static SyncReport.Run run(SnapshotRun run) {
        return new SyncReport.Run(
                run.startedAt(),
                run.reachedId(),
                run.counts().read(),
                run.counts().calls(),
                run.counts().unqualified());
    }
}
