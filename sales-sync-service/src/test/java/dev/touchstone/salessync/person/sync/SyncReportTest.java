package dev.touchstone.salessync.person.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.person.reconcile.ReconcileReason;
import dev.touchstone.salessync.person.snapshot.SnapshotRun;
import dev.touchstone.salessync.person.snapshot.Unread;
import dev.touchstone.salessync.person.snapshot.UnreadWindow;
import dev.touchstone.salessync.person.snapshot.WindowCount;
import dev.touchstone.salessync.person.sync.SyncReport.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an operator is told. */
class SyncReportTest {
    private static final Instant NOW = Instant.parse("2026-07-15T09:00:00Z");
    private static final SyncState LIVE =
            SyncMachine.caughtUp(SyncMachine.everybodyRead(SyncMachine.started(SyncState.ready(), NOW), NOW), NOW);
    private static final Unread NOTHING = new Unread(0, List.of());

    /** AC-104. */
    @Test
    void anUnreadWindowIsToldByNameAndNeverCalledComplete() {
        Unread march = new Unread(
                1,
                List.of(new UnreadWindow(
                        Instant.parse("2024-03-01T00:00:00Z"), Instant.parse("2024-04-01T00:00:00Z"), "it failed")));
        assertThat(StateSentence.state(LIVE, true, march)).isEqualTo(State.DEGRADED);
        assertThat(StateSentence.of(State.DEGRADED, LIVE, march, SyncRecord.Held.NONE))
                .startsWith("DEGRADED, 1 window unread (2024-03-01…2024-03-31)")
                .doesNotContainIgnoringCase("complete")
                .doesNotContain("Everybody was read");
        assertThat(StateSentence.state(LIVE, true, NOTHING)).isEqualTo(State.LIVE);
        assertThat(StateSentence.state(LIVE, false, march)).isEqualTo(State.NOT_CONFIGURED);
    }

    @Test
    void whatKeepsTheReadingOfEverybodyBackIsTold() {
        SyncRecord.Held held = new SyncRecord.Held("the volume is used up", 0, NOW.plusSeconds(60));
        SyncState comparing = SyncMachine.reconcileAsked(LIVE, ReconcileReason.WEEKLY, NOW);
        assertThat(StateSentence.of(State.RECONCILE, comparing, NOTHING, held))
                .endsWith(
                        " Reading everybody waits: the volume is used up; the next attempt is at 2026-07-15T09:01:00Z.");
    }

    @Test
    void progressIsUnknownBeforeAWayIsChosenAndNeverAboveAll() {
        SnapshotRun run = SnapshotRun.begin(new UUID(0, 1), SnapshotRun.Purpose.FIRST, NOW);
        RunProgress begin = RunProgress.of(run, new WindowCount(0, 0), 0, NOW.plusSeconds(10));
        assertThat(begin.doneBasisPoints()).isZero();
        assertThat(begin.timeLeft()).isEmpty();
        assertThat(begin.knownPeople()).isZero();
    }
}
