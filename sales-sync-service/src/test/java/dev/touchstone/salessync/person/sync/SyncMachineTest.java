package dev.touchstone.salessync.person.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.RetryPolicy;
import dev.touchstone.salessync.person.sync.SyncState.Hold;
import dev.touchstone.salessync.person.sync.SyncState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncMachineTest {
    private static final Instant NOW = Instant.parse("2026-07-15T19:00:00Z");
    private static final SyncState READY = new SyncState(Phase.READY, Hold.NONE, null, 0, Instant.EPOCH);
    private static final SyncState SNAPSHOT = SyncMachine.started(READY, NOW);

    private static final MarketoError QUOTA = new MarketoError.QuotaUsedUp(
            true, Instant.parse("2026-07-16T05:00:00Z"), Instant.parse("2026-07-16T05:01:00Z"));

    private static SyncState fail(SyncState state, MarketoError error) {
        return SyncMachine.failed(state, error, NOW, 0.5, RetryPolicy.BACKGROUND);
    }

    @Test
    void startingTakesAReadySyncToTheSnapshotAndLeavesARunningOneAlone() {
        assertThat(SNAPSHOT).isEqualTo(new SyncState(Phase.SNAPSHOT, Hold.NONE, null, 0, NOW));
        assertThat(SyncMachine.started(SNAPSHOT, NOW.plusSeconds(9))).isEqualTo(SNAPSHOT);
    }

    @Test
    void aPauseKeepsThePhase() {
        SyncState live = SyncMachine.passCompleted(SNAPSHOT, NOW, Duration.ofSeconds(60));
        SyncState paused = SyncMachine.paused(live);
        assertThat(paused.isRunnable(NOW.plusSeconds(3_600))).isFalse();
        assertThat(SyncMachine.started(paused, NOW)).isEqualTo(new SyncState(Phase.LIVE, Hold.NONE, null, 0, NOW));
    }

    @Test
    void aPageThatEndsAfterThePauseDoesNotEndThePause() {
        SyncState paused = SyncMachine.paused(SNAPSHOT);
        assertThat(SyncMachine.progressed(paused, NOW).hold()).isEqualTo(Hold.PAUSED);
        assertThat(fail(paused, QUOTA)).isEqualTo(paused);
    }

    /** AC-31: the gate says until when, and when to try. */
    @Test
    void theQuotaIsWaitedForUntilMidnightInChicago() {
        SyncState waiting = fail(SNAPSHOT, QUOTA);
        assertThat(waiting.hold()).isEqualTo(Hold.WAIT_QUOTA);
        assertThat(waiting.detail()).contains("until 2026-07-16T05:00:00Z");
        assertThat(waiting.dueAt()).isEqualTo("2026-07-16T05:01:00Z");
    }

    @Test
    void refusedCredentialsAreTriedAgainAfterFifteenMinutesAtTheEarliest() {
        SyncState blocked = fail(SNAPSHOT, new MarketoError.Refused("401"));
        assertThat(blocked.hold()).isEqualTo(Hold.BLOCKED_AUTH);
        assertThat(blocked.isRunnable(NOW.plus(Duration.ofMinutes(15)).minusMillis(1)))
                .isFalse();
        assertThat(blocked.isRunnable(NOW.plus(Duration.ofMinutes(15)))).isTrue();
        assertThat(SyncMachine.started(blocked, NOW)).isEqualTo(blocked);
        assertThat(SyncMachine.connected(blocked, NOW)).isEqualTo(SNAPSHOT);
    }

    @Test
    void failuresThatPassAreRepeatedLaterAndLater() {
        SyncState once = fail(SNAPSHOT, MarketoError.Unreachable.read("HTTP 502"));
        SyncState twice = fail(once, MarketoError.Unreachable.read("HTTP 502"));
        assertThat(once)
                .isEqualTo(new SyncState(
                        Phase.SNAPSHOT,
                        Hold.NONE,
                        "Marketo does not answer as it should (HTTP 502)",
                        1,
                        NOW.plus(RetryPolicy.BACKGROUND.delay(0, 0.5, Optional.empty()))));
        assertThat(twice.dueAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(SyncMachine.progressed(twice, NOW)).isEqualTo(SNAPSHOT);
    }

    /** AC-30: pace is no failure. */
    @Test
    void theRateLimitIsWaitedOutAndCountsNoFailure() {
        SyncState state = fail(SNAPSHOT, new MarketoError.RateExceeded());
        assertThat(state.failures()).isZero();
        assertThat(state.hold()).isEqualTo(Hold.NONE);
    }
}
