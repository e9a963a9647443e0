package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.diagnostic.DeadLetters;
import dev.touchstone.salessync.person.PersonReading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The runs, as the sync keeps them: begins, looks up, ends. */
@ApplicationScoped
public class SnapshotRuns {
    private static final int UNREAD_TOLD = 100;

    private final SqlRunStore store;
    private final SqlWindowStore windows;
    private final SqlSeenStore seen;
    private final ExportFiles files;
    private final DeadLetters deadLetters;

    SnapshotRuns(
            SqlRunStore store, SqlWindowStore windows, SqlSeenStore seen, ExportFiles files, DeadLetters deadLetters) {
        this.store = store;
        this.windows = windows;
        this.seen = seen;
        this.files = files;
        this.deadLetters = deadLetters;
    }

    /** Stores a run that begins and forgets what earlier ones had read. */
    @Transactional(TxType.MANDATORY)
    public void begin(SnapshotRun run) {
        seen.clear();
        files.clear();
        store.write(run);
        store.forgetOld();
    }

    /** Stores that a run came to its end. */
    @Transactional(TxType.MANDATORY)
    public void end(UUID runId, Instant now) {
        store.end(runId, now);
        deadLetters.settle(RetryWindows.KIND, windows.dropReadOtherwise(runId));
    }

    /**
     * Everybody is as this run found them: what earlier runs could not read is of no use any more. A static list tells nothing of those
     * whom they could not read; they are what this run could not read either.
     */
    @Transactional(TxType.MANDATORY)
    public void supersede(UUID runId, Instant now) {
        boolean byList = store.find(runId)
                .flatMap(SnapshotRun::inUse)
                .filter(way -> way == SnapshotWay.STATIC_LIST)
                .isPresent();
        if (byList) {
            takeOverGivenUp(runId, now);
        }
        deadLetters.settle(RetryWindows.KIND, windows.dropEarlier(runId));
    }

    private void takeOverGivenUp(UUID runId, Instant now) {
        for (GivenUpWindow window : GivenUpWindow.beyond(windows.givenUpEarlier(runId), windows.list(runId))) {
            ExportWindow lost = window.asLost(now);
            windows.write(runId, List.of(lost));
            deadLetters.put(RetryWindows.letter(runId, lost, now));
            if (!window.lost()) {
                windows.planAgain(runId, lost.range().from(), now);
            }
        }
    }

    /** A run by its id. */
    public Optional<SnapshotRun> find(UUID id) {
        return store.find(id);
    }

    /** When a run ended; empty while it is in hand. */
    public Optional<Instant> endedAt(UUID id) {
        return store.endedAt(id);
    }

    /** Windows of a run that were given up, until they are read after all. */
    public Unread unread(UUID runId) {
        long count = windows.countUnread(runId);
        return new Unread(count, count == 0 ? List.of() : windows.unread(runId, UNREAD_TOLD));
    }

    /** Windows of a run that are over, and all. */
    public WindowCount windowCount(UUID runId) {
        return windows.count(runId);
    }

    /** True if a run that ended has windows that are neither read nor given up: one that was given up is to be tried again. */
    public boolean hasOpenWindows(SnapshotRun run) {
        WindowCount count = windows.count(run.id());
        return count.over() < count.all();
    }

    /**
     * Notes that these people were read by the run in hand. With whom Marketo cannot answer is there all the same: nobody takes them for
     * deleted.
     */
    @Transactional(TxType.MANDATORY)
    public void saw(ReadBatch batch) {
        seen.add(batch.readings().stream().map(PersonReading::marketoId).toList());
        seen.add(List.copyOf(batch.unreadable().keySet()));
    }
}
