package dev.touchstone.salessync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.outbox.BatchOutcome.NotExecuted;
import dev.touchstone.salessync.outbox.BatchOutcome.Reason;
import dev.touchstone.salessync.outbox.LaneState.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneStateTest {
    /** 14:00 in Chicago. */
    private static final Instant NOW = Instant.parse("2026-07-15T19:00:00Z");

    private static NotExecuted refused(Reason reason) {
        return new NotExecuted(reason, "600", "because", null);
    }

    @ParameterizedTest
    @CsvSource({
        "PACE,   BACKOFF,        PT20S",
        "AUTH,   BLOCKED_AUTH,   PT15M",
        "CONFIG, BLOCKED_CONFIG, PT15M",
        "OUTAGE, BACKOFF,        PT0.5S"
    })
    void eachReasonHoldsTheLaneForItsTime(Reason reason, Hold hold, Duration time) {
        LaneState after = LaneState.IDLE.after(refused(reason), NOW, 0.5);

        assertThat(after.hold()).isEqualTo(hold);
        assertThat(after.until()).isEqualTo(NOW.plus(time));
        assertThat(after.sentence()).startsWith("because");
        assertThat(after.isOpen(NOW)).isFalse();
        assertThat(after.isOpen(after.until())).isTrue();
    }

    /** AC-31, F8, F9: one probe a minute after midnight in Chicago, then hourly. */
    @Test
    void aUsedUpQuotaHoldsTheLaneUntilChicagosMidnight() {
        LaneState first = LaneState.IDLE.after(refused(Reason.QUOTA), NOW, 0.5);
        assertThat(first.until()).isEqualTo("2026-07-16T05:01:00Z");
        assertThat(first.sentence()).endsWith("until 2026-07-16T05:00:00Z");

        Instant probe = first.until();
        assertThat(first.after(refused(Reason.QUOTA), probe, 0.5).until()).isEqualTo(probe.plus(Duration.ofHours(1)));
    }

    @Test
    void whoKnowsWhenToTryAgainIsBelieved() {
        Instant retryAt = NOW.plusSeconds(7);
        assertThat(LaneState.IDLE
                        .after(new NotExecuted(Reason.OUTAGE, "600", "because", retryAt), NOW, 0.5)
                        .until())
                .isEqualTo(retryAt);
    }

    @Test
    void outagesAreWaitedForLongerAndLongerAndASuccessEndsThem() {
        LaneState lane = LaneState.IDLE;
        for (int i = 0; i < 30; i++) {
            lane = lane.after(refused(Reason.OUTAGE), NOW, 0.999);
            assertThat(lane.until()).isBefore(NOW.plusSeconds(300));
        }
        assertThat(lane.until()).isAfter(NOW.plusSeconds(290));

        LaneState success = lane.after(new BatchOutcome.Answered(List.of()), NOW, 0.5);
        assertThat(success).isEqualTo(new LaneState(Hold.NONE, NOW, null, 0, NOW));
    }

    @Test
    void aMissingTypeHoldsTheLaneUntilSomebodyMadeIt() {
        LaneState held = LaneState.IDLE.withoutSchema("make the type", NOW, Duration.ofMinutes(10));
        assertThat(held.hold()).isEqualTo(Hold.BLOCKED_SCHEMA);
        assertThat(held.sentence()).isEqualTo("make the type");
        assertThat(held.released(NOW).isOpen(NOW)).isTrue();
    }
}
