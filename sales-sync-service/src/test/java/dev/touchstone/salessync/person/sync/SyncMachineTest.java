package dev.touchstone.salessync.person.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.person.reconcile.ReconcileReason;
import dev.touchstone.salessync.person.sync.SyncState.Hold;
import dev.touchstone.salessync.person.sync.SyncState.Phase;
import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncMachineTest {
    private static final Instant NOW = Instant.parse("2026-07-15T19:00:00Z");
    private static final SyncState SNAPSHOT = SyncMachine.started(SyncState.ready(), NOW);
    private static final SyncState CATCH_UP = SyncMachine.everybodyRead(SNAPSHOT, NOW);
    private static final SyncState LIVE = SyncMachine.caughtUp(CATCH_UP, NOW);
    private static final SyncState RECONCILE = SyncMachine.reconcileAsked(LIVE, ReconcileReason.REQUESTED, NOW);

    private static SyncState in(Phase phase) {
        return switch (phase) {
            case READY -> SyncState.ready();
            case SNAPSHOT -> SNAPSHOT;
            case CATCH_UP -> CATCH_UP;
            case LIVE -> LIVE;
            case RECONCILE -> RECONCILE;
        };
    }

    private static SyncState fail(SyncState state, MarketoError error) {
        return SyncMachine.failed(state, error, NOW, 0.5, RetryPolicy.BACKGROUND);
    }

    @Test
    void theWayFromTheStartToLive() {
        assertThat(SNAPSHOT).isEqualTo(new SyncState(Phase.SNAPSHOT, Hold.NONE, null, 0, NOW, null, null));
        assertThat(SyncMachine.started(SNAPSHOT, NOW.plusSeconds(9))).isEqualTo(SNAPSHOT);
        assertThat(CATCH_UP.phase()).isEqualTo(Phase.CATCH_UP);
        assertThat(LIVE.phase()).isEqualTo(Phase.LIVE);
        assertThat(RECONCILE.phase()).isEqualTo(Phase.RECONCILE);
        assertThat(SyncMachine.reconciled(RECONCILE, NOW).phase()).isEqualTo(Phase.LIVE);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void anEventThatAPhaseDoesNotKnowLeavesItAsItIs(Phase phase) {
        SyncState state = in(phase);
        if (phase != Phase.SNAPSHOT) {
            assertThat(SyncMachine.everybodyRead(state, NOW)).isEqualTo(state);
        }
        if (phase != Phase.RECONCILE) {
            assertThat(SyncMachine.reconciled(state, NOW)).isEqualTo(state);
        }
        if (phase != Phase.LIVE) {
            assertThat(SyncMachine.reconcileAsked(state, ReconcileReason.WEEKLY, NOW))
                    .isEqualTo(state);
        }
        if (phase == Phase.READY || phase == Phase.SNAPSHOT) {
            assertThat(SyncMachine.gapFound(state, ReconcileReason.GAP_TOO_LONG, NOW))
                    .isEqualTo(state);
        }
    }

    /** AC-24, AC-25: serving goes on, everybody is compared, and the reason is kept. */
    @ParameterizedTest
    @CsvSource({"CATCH_UP, GAP_TOO_LONG", "LIVE, GAP_TOO_LONG", "LIVE, TOKEN_REFUSED", "RECONCILE, GAP_TOO_LONG"})
    void aGapInTheFeedsComparesEverybody(Phase phase, ReconcileReason reason) {
        SyncState compared = SyncMachine.gapFound(in(phase), reason, NOW);
        assertThat(compared.phase()).isEqualTo(Phase.RECONCILE);
        assertThat(compared.reconcileReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(value = Phase.class, names = "READY", mode = EnumSource.Mode.EXCLUDE)
    void aPauseComesBackToTheSamePhase(Phase phase) {
        SyncState paused = SyncMachine.paused(in(phase), NOW);
        assertThat(paused.isRunnable(NOW.plusSeconds(3_600))).isFalse();
        assertThat(SyncMachine.paused(paused, NOW.plusSeconds(5))).isEqualTo(paused);
        assertThat(SyncMachine.resumed(paused, NOW)).isEqualTo(in(phase));
        assertThat(SyncMachine.started(paused, NOW)).isEqualTo(in(phase));
    }

    @ParameterizedTest
    @CsvSource({"CATCH_UP, RECONCILE", "LIVE, RECONCILE", "SNAPSHOT, SNAPSHOT", "RECONCILE, RECONCILE"})
    void aPauseThatOutlivesThirteenDaysComparesEverybodyWhoWasFollowed(Phase phase, Phase after) {
        SyncState paused = SyncMachine.paused(in(phase), NOW);
        Instant thirteenDays = NOW.plus(Duration.ofDays(13));
        assertThat(SyncMachine.resumed(paused, thirteenDays).phase()).isEqualTo(phase);
        SyncState resumed = SyncMachine.resumed(paused, thirteenDays.plusSeconds(1));
        assertThat(resumed.phase()).isEqualTo(after);
        if (phase == Phase.LIVE) {
            assertThat(resumed.reconcileReason()).isEqualTo(ReconcileReason.GAP_TOO_LONG);
        }
    }

    @Test
    void aPageThatEndsAfterThePauseDoesNotEndThePause() {
        SyncState paused = SyncMachine.paused(SNAPSHOT, NOW);
        assertThat(SyncMachine.progressed(paused, NOW).hold()).isEqualTo(Hold.PAUSED);
        assertThat(SyncMachine.everybodyRead(paused, NOW).hold()).isEqualTo(Hold.PAUSED);
        assertThat(fail(paused, new MarketoError.Unreachable("HTTP 502", false)))
                .isEqualTo(paused);
    }

    /** AC-31: told with the reset, tried a minute later. */
    @ParameterizedTest
    @EnumSource(value = Phase.class, names = "READY", mode = EnumSource.Mode.EXCLUDE)
    void theQuotaIsWaitedForAndThePhaseStays(Phase phase) {
        Instant reset = Instant.parse("2026-07-16T05:00:00Z");
        SyncState waiting = fail(in(phase), new MarketoError.QuotaUsedUp(true, reset, reset.plusSeconds(60)));
        assertThat(waiting.hold()).isEqualTo(Hold.WAIT_QUOTA);
        assertThat(waiting.detail()).contains("until 2026-07-16T05:00:00Z");
        assertThat(waiting.dueAt()).isEqualTo("2026-07-16T05:01:00Z");
        assertThat(SyncMachine.progressed(waiting, NOW).phase()).isEqualTo(phase);
        assertThat(SyncMachine.progressed(waiting, NOW).hold()).isEqualTo(Hold.NONE);
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
        assertThat(once.failures()).isEqualTo(1);
        assertThat(once.dueAt()).isEqualTo(NOW.plus(RetryPolicy.BACKGROUND.delay(0, 0.5, Optional.empty())));
        assertThat(twice.dueAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(SyncMachine.progressed(twice, NOW)).isEqualTo(SNAPSHOT);
    }

    /** AC-30: pace is no failure. */
    @Test
    void paceCountsNoFailure() {
        assertThat(fail(SNAPSHOT, new MarketoError.RateExceeded()).failures()).isZero();
        assertThat(fail(SNAPSHOT, new MarketoError.TooConcurrent()).failures()).isZero();
    }

    /** Whatever happens in whatever order: a pause ends by an operator alone, and READY is left by a start alone. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noEventOfTheSyncItselfEndsAPauseOrStartsIt(long seed) {
        Random random = new Random(seed);
        SyncState state = random.nextBoolean() ? SyncMachine.paused(LIVE, NOW) : SyncState.ready();
        boolean paused = state.hold() == Hold.PAUSED;
        for (int event = 0; event < 200; event++) {
            state = switch (random.nextInt(8)) {
                case 0 -> SyncMachine.progressed(state, NOW);
                case 1 -> SyncMachine.everybodyRead(state, NOW);
                case 2 -> SyncMachine.caughtUp(state, NOW);
                case 3 -> SyncMachine.gapFound(state, ReconcileReason.TOKEN_REFUSED, NOW);
                case 4 -> SyncMachine.reconcileAsked(state, ReconcileReason.WEEKLY, NOW);
                case 5 -> SyncMachine.reconciled(state, NOW);
                case 6 -> SyncMachine.connected(state, NOW);
                default -> SyncMachine.idle(state, NOW.plusSeconds(60));
            };
            assertThat(state.hold() == Hold.PAUSED).describedAs("seed %d", seed).isEqualTo(paused);
            assertThat(state.phase() == Phase.READY)
                    .describedAs("seed %d", seed)
                    .isEqualTo(!paused);
        }
    }

    /** N3: what keeps the reading of everybody back does not keep the feeds back, unless they could not be read either. */
    @Test
    void aFailureOfReadingEverybodyHoldsTheReadingAlone() {
        Instant reset = Instant.parse("2026-07-16T05:00:00Z");
        assertThat(SyncMachine.concernsEverybody(new MarketoError.Refused("401")))
                .isTrue();
        assertThat(SyncMachine.concernsEverybody(new MarketoError.BreakerOpen(NOW)))
                .isTrue();
        assertThat(SyncMachine.concernsEverybody(new MarketoError.QuotaUsedUp(true, reset, reset)))
                .isTrue();
        assertThat(SyncMachine.concernsEverybody(new MarketoError.QuotaUsedUp(false, reset, reset)))
                .isFalse();
        assertThat(SyncMachine.concernsEverybody(new MarketoError.Permanent("1013")))
                .isFalse();
        assertThat(SyncMachine.concernsEverybody(MarketoError.Unreachable.read("HTTP 502")))
                .isFalse();

        assertThat(held(SyncRecord.Held.NONE, new MarketoError.QuotaUsedUp(false, reset, reset.plusSeconds(60)))
                        .until())
                .isEqualTo(reset.plusSeconds(60));
        SyncRecord.Held permanent = held(SyncRecord.Held.NONE, new MarketoError.Permanent("1013"));
        assertThat(permanent.until()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        assertThat(permanent.detail()).contains("1013");
        SyncRecord.Held once = held(SyncRecord.Held.NONE, MarketoError.Unreachable.read("HTTP 502"));
        SyncRecord.Held twice = held(once, MarketoError.Unreachable.read("HTTP 502"));
        assertThat(twice.failures()).isEqualTo(2);
        assertThat(twice.until()).isAfter(once.until());
    }

    private static SyncRecord.Held held(SyncRecord.Held before, MarketoError error) {
        return SyncMachine.readingFailed(before, error, NOW, 0.5, RetryPolicy.BACKGROUND);
    }
}
