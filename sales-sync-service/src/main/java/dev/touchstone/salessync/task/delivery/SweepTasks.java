package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.outbox.JudgedRows;
import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.outbox.OutboxCounts;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxMeters;
import dev.touchstone.salessync.outbox.OutboxState;
import dev.touchstone.salessync.outbox.OutboxStore;
import dev.touchstone.salessync.task.TaskLane;
import dev.touchstone.salessync.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Gives up what waited too long for its seller, and looks again at tasks whose people got a record. Any process may, at any time. */
@ApplicationScoped
public class SweepTasks {
    private static final String NOT_CONNECTED = "NOT_CONNECTED";
    private static final int ROWS = 1_000;

    private final ConnectedSalesforce connected;
    private final SweepJournal journal;

    SweepTasks(ConnectedSalesforce connected, SweepJournal journal) {
        this.connected = connected;
        this.journal = journal;
    }

    /** Sweeps, and shows the counts as metrics. */
    public void sweep() {
        Set<String> usable = new HashSet<>(connected.usableSellers());
        List<String> busy = journal.sellers();
        busy.stream().filter(seller -> !usable.contains(seller)).forEach(journal::expire);
        journal.reconsider();
        usable.retainAll(busy);
        journal.count(usable);
    }

    /** Each change in a transaction of its own. */
    @ApplicationScoped
    static class SweepJournal {
        private final OutboxStore outbox;
        private final TaskStore tasks;
        private final TaskLetters letters;
        private final TaskPolicy policy;
        private final OutboxMeters meters;
        private final OutboxClock clock;

        SweepJournal(
                OutboxStore outbox,
                TaskStore tasks,
                TaskLetters letters,
                TaskPolicy policy,
                OutboxMeters meters,
                OutboxClock clock) {
            this.outbox = outbox;
            this.tasks = tasks;
            this.letters = letters;
            this.policy = policy;
            this.meters = meters;
            this.clock = clock;
            meters.begin(TaskLane.ALL);
        }

        @Transactional
        List<String> sellers() {
            return outbox.openLanes(TaskLane.PREFIX).stream()
                    .flatMap(lane -> TaskLane.seller(lane).stream())
                    .toList();
        }

        /** Gives up what waits for the seller too long. */
        @Transactional
        void expire(String seller) {
            Instant now = clock.now();
            List<OutboxEntry> late =
                    outbox.lock(tasks.waitingSince(seller, now.minus(policy.patience()), ROWS)).stream()
                            .filter(row -> row.state().isOpen() && row.state() != OutboxState.SENDING)
                            .map(row -> JudgedRows.expired(row, NOT_CONNECTED, now))
                            .toList();
            outbox.overwrite(late);
            letters.report(late, Map.of(), now);
        }

        /** Tasks that nobody had the address of go on if their person is in Salesforce now. */
        @Transactional
        void reconsider() {
            Instant now = clock.now();
            List<OutboxEntry> rows =
                    outbox.lock(tasks.reconsiderable(now.minus(policy.recordPatience()), ROWS)).stream()
                            .filter(row -> row.state() == OutboxState.SKIPPED)
                            .map(row -> JudgedRows.stillUnresolved(row, now))
                            .toList();
            outbox.overwrite(rows);
            tasks.reconsidered(rows.stream().map(OutboxEntry::key).toList());
        }

        /** The age is of what may go out: what waits until a seller connects is nobody's alarm. */
        @Transactional
        void count(Set<String> usable) {
            Optional<Instant> oldest = usable.stream()
                    .map(seller -> outbox.counts(TaskLane.of(seller)).oldestOpenAt())
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder());
            OutboxCounts all = outbox.countsOfAll(TaskLane.PREFIX);
            meters.counted(TaskLane.ALL, all.withOldestOpenAt(oldest.orElse(null)), clock.now());
        }
    }
}
