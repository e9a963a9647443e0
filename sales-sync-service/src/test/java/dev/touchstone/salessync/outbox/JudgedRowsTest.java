package dev.touchstone.salessync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.outbox.BatchOutcome.NotExecuted;
import dev.touchstone.salessync.outbox.BatchOutcome.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Transitions that the codes of S3 do not tell by themselves; those are in the tests of tasks. */
class JudgedRowsTest {
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private static OutboxEntry row() {
        return OutboxEntry.accepted("01KB0000000000000000000001", "EMAIL", 101, NOW, NOW);
    }

    private static OutboxEntry after(OutboxEntry row, JudgedAnswer answer) {
        return OutboxMachine.answered(row, answer, NOW, 0.5);
    }

    @Test
    void whatPassesWaitsLongerEachTimeAndNeverCounts() {
        OutboxEntry row = row();
        Duration before = Duration.ZERO;
        for (int i = 0; i < 8; i++) {
            row = after(row, new JudgedAnswer.Passing("SERVER_UNAVAILABLE", "INTERMITTENT"));
            Duration wait = Duration.between(NOW, row.status().dueAt());
            assertThat(wait).isGreaterThan(before);
            assertThat(row.state()).isEqualTo(OutboxState.PENDING);
            assertThat(row.history().attempts()).isZero();
            before = wait;
        }
    }

    @Test
    void aRecordIsLookedUpOnce() {
        JudgedAnswer gone = new JudgedAnswer.Gone("ENTITY_IS_DELETED", "IDENTITY");
        OutboxEntry asked = after(row(), gone);
        assertThat(asked.state()).isEqualTo(OutboxState.RESOLVE_ALIAS);

        OutboxEntry relocated = JudgedRows.relocated(asked, LATER);
        assertThat(relocated.state()).isEqualTo(OutboxState.PENDING);
        assertThat(after(relocated, gone).state()).isEqualTo(OutboxState.DEAD);
        assertThat(JudgedRows.lost(asked, "IDENTITY", LATER).cause()).contains("IDENTITY");
    }

    @Test
    void aRowThatWasNeverAboutAnythingMayStillBeRelocatedOnce() {
        OutboxEntry unresolved = JudgedRows.acceptedUnresolved("01KB0000000000000000000001", "EMAIL", 101, NOW, NOW);
        assertThat(unresolved.state()).isEqualTo(OutboxState.RESOLVE_ALIAS);

        OutboxEntry identified = JudgedRows.identified(unresolved, LATER);
        assertThat(identified.state()).isEqualTo(OutboxState.PENDING);
        assertThat(after(identified, new JudgedAnswer.Gone("NOT_FOUND", "IDENTITY"))
                        .state())
                .isEqualTo(OutboxState.RESOLVE_ALIAS);
        assertThat(JudgedRows.passedOver(unresolved, "NO_MATCH", LATER).state()).isEqualTo(OutboxState.SKIPPED);
    }

    @Test
    void whatIsPutBackIsAsItWas() {
        OutboxEntry back = JudgedRows.putBack(row(), LATER);

        assertThat(back.state()).isEqualTo(OutboxState.PENDING);
        assertThat(back.status().dueAt()).isEqualTo(LATER);
        assertThat(back.history()).isEqualTo(row().history());
    }

    @Test
    void aPersonsRetryBeginsAnew() {
        JudgedAnswer reduced = new JudgedAnswer.Reduced("INVALID_FIELD", "ACCESS_VALIDATION");
        OutboxEntry dead = after(after(row(), reduced), reduced);
        assertThat(dead.state()).isEqualTo(OutboxState.DEAD);

        OutboxEntry again = after(JudgedRows.retried(dead, LATER), reduced);

        assertThat(again.state()).isEqualTo(OutboxState.PENDING);
        assertThat(again.history().attempts()).isZero();
    }

    /** The lane waits until the time that the other side's gate names, and not until Marketo's midnight. */
    @Test
    void aQuotaWithATimeHoldsTheLaneUntilThen() {
        LaneState held = LaneState.IDLE.after(
                new NotExecuted(Reason.QUOTA, "REQUEST_LIMIT_EXCEEDED", "no calls are left", LATER), NOW, 0.5);

        assertThat(held.hold()).isEqualTo(LaneState.Hold.WAIT_QUOTA);
        assertThat(held.until()).isEqualTo(LATER);
        assertThat(held.sentence()).isEqualTo("no calls are left until " + LATER);
    }
}
