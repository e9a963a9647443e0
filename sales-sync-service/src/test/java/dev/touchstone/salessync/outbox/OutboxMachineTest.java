package dev.touchstone.salessync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.outbox.BatchOutcome.NotExecuted;
import dev.touchstone.salessync.outbox.BatchOutcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The transitions of §2.2, one by one. */
class OutboxMachineTest {
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");

    private static OutboxEntry row() {
        return OutboxEntry.accepted(
                "01KB0000000000000000000001", "SEND", 101, NOW.minusSeconds(30), NOW.minusSeconds(5));
    }

    private static OutboxEntry skipped(OutboxEntry row, String code) {
        return OutboxMachine.answered(row, new RowAnswer.Skipped(code), NOW, 0.5);
    }

    @Test
    void aRowThatWasAddedIsDoneWithItsRemoteId() {
        OutboxEntry done = OutboxMachine.answered(row(), new RowAnswer.Added("4711"), NOW, 0.5);

        assertThat(done.state()).isEqualTo(OutboxState.DONE);
        assertThat(done.status().remoteId()).isEqualTo("4711");
        assertThat(done.history().attempts()).isZero();
    }

    /** Every code that a row can be skipped with. */
    @ParameterizedTest
    @CsvSource({
        "1004, RESOLVE_ALIAS,  ,                    0",
        "1049, PENDING,        ,                    0",
        "1013, BLOCKED_SCHEMA, TYPE_NOT_READY,      1",
        "1027, BLOCKED_SCHEMA, TYPE_NOT_READY,      1",
        "1028, BLOCKED_SCHEMA, TYPE_NOT_READY,      1",
        "608,  PENDING,        ,                    1",
        "611,  PENDING,        ,                    1",
        "713,  PENDING,        ,                    1",
        "1022, PENDING,        ,                    1",
        "701,  DEAD,           MISSING_VALUE,       1",
        "704,  DEAD,           WRONG_TYPE,          1",
        "1001, DEAD,           WRONG_TYPE,          1",
        "1002, DEAD,           MISSING_VALUE,       1",
        "1003, DEAD,           INVALID_DATA,        1",
        "1006, DEAD,           MARKETO_1006,        1",
        "1008, DEAD,           PARTITION,           1",
        "1036, DEAD,           DUPLICATE_INPUT,     1",
        "1099, DEAD,           MARKETO_1099,        1",
        "799,  DEAD,           MARKETO_799,         1",
        "x,    DEAD,           UNKNOWN_CODE,        1"
    })
    void aSkippedRowGoesWhereItsCodeSends(String code, OutboxState state, String cause, int attempts) {
        OutboxEntry after = skipped(row(), code);

        assertThat(after.state()).isEqualTo(state);
        assertThat(after.status().cause()).isEqualTo(cause);
        assertThat(after.status().code()).isEqualTo(code);
        assertThat(after.history().attempts()).isEqualTo(attempts);
        assertThat(after.history().troubledAt()).isEqualTo(NOW);
    }

    @Test
    void anUnknownPersonIsLookedUpOnce() {
        OutboxEntry found = OutboxMachine.resolved(skipped(row(), "1004"), true, NOW);
        assertThat(found.state()).isEqualTo(OutboxState.PENDING);
        assertThat(found.history().marks().aliasTried()).isTrue();

        OutboxEntry again = skipped(found, "1004");
        assertThat(again.state()).isEqualTo(OutboxState.DEAD);
        assertThat(again.status().cause()).isEqualTo("LEAD_GONE");
    }

    /** AC-45. */
    @Test
    void aPersonWhoWasMergedIntoNobodyIsGone() {
        OutboxEntry dead = OutboxMachine.resolved(skipped(row(), "1004"), false, NOW);

        assertThat(dead.state()).isEqualTo(OutboxState.DEAD);
        assertThat(dead.status().cause()).isEqualTo("LEAD_GONE");
        assertThat(OutboxMachine.isGone(dead)).isTrue();
        assertThat(OutboxMachine.isGone(skipped(row(), "1003"))).isFalse();
    }

    /** AC-26: the merge was stored while the call was under way. */
    @Test
    void thatTheLoserIsUnknownIsHeldAgainstNoRowOfTheWinner() {
        OutboxEntry first = row();
        OutboxEntry second = OutboxMachine.resolved(skipped(row(), "1004"), true, NOW);

        assertThat(OutboxMachine.followed(first, skipped(first, "1004"), 102, NOW))
                .isEqualTo(first.with(
                        new OutboxEntry.Status(OutboxState.PENDING, NOW, null, null, null, null), first.history()));
        OutboxEntry again = OutboxMachine.followed(second, skipped(second, "1004"), 102, NOW);
        assertThat(again.state()).isEqualTo(OutboxState.PENDING);
        assertThat(again.history().marks().aliasTried()).isTrue();

        assertThat(OutboxMachine.followed(first, skipped(first, "1004"), 101, NOW)
                        .state())
                .isEqualTo(OutboxState.RESOLVE_ALIAS);
        assertThat(OutboxMachine.followed(first, skipped(first, "1003"), 102, NOW)
                        .state())
                .isEqualTo(OutboxState.DEAD);
    }

    @Test
    void aTextThatIsTooLongIsCutOnce() {
        OutboxEntry cut = skipped(row(), "1049");
        assertThat(cut.history().marks().shortened()).isTrue();

        OutboxEntry again = skipped(cut, "1049");
        assertThat(again.state()).isEqualTo(OutboxState.DEAD);
        assertThat(again.status().cause()).isEqualTo("ATTRIBUTES_TOO_LONG");
    }

    @Test
    void aFailureThatPassesKillsARowAfterTenAttemptsOfItsOwn() {
        OutboxEntry row = row();
        for (int attempt = 1; attempt < OutboxMachine.MAX_ATTEMPTS; attempt++) {
            row = skipped(row, "608");
            assertThat(row.state()).isEqualTo(OutboxState.PENDING);
            assertThat(row.history().attempts()).isEqualTo(attempt);
            assertThat(row.status().dueAt()).isAfterOrEqualTo(NOW);
        }
        assertThat(skipped(row, "608").state()).isEqualTo(OutboxState.DEAD);
    }

    /** P1: what is refused for a type that is there ends. A type that is gone, or was not looked at, is no attempt of the row. */
    @Test
    void aRowThatIsRefusedForATypeThatIsThereDiesAfterTenAttempts() {
        OutboxEntry row = row();
        for (int attempt = 1; attempt < OutboxMachine.MAX_ATTEMPTS; attempt++) {
            row = skipped(row, "1013");
            assertThat(row.state()).isEqualTo(OutboxState.BLOCKED_SCHEMA);
            assertThat(row.history().attempts()).isEqualTo(attempt);
            assertThat(row.status().dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(attempt)));
            row = OutboxMachine.unblocked(row, NOW);
        }
        assertThat(skipped(row, "1013").state()).isEqualTo(OutboxState.DEAD);

        RowAnswer unjudged = new RowAnswer.Unjudged("1013", Duration.ofSeconds(7));
        for (RowAnswer answer : List.of(new RowAnswer.TypeGone(), unjudged)) {
            OutboxEntry blocked = OutboxMachine.answered(row, answer, NOW, 0.5);
            assertThat(blocked.state()).isEqualTo(OutboxState.BLOCKED_SCHEMA);
            assertThat(blocked.history()).isEqualTo(row.history());
        }
        assertThat(OutboxMachine.answered(row, unjudged, NOW, 0.5).status().dueAt())
                .isEqualTo(NOW.plusSeconds(7));
    }

    /** AC-30, F7, F8: what no row is to blame for counts against none. */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void aCallThatWasNotExecutedCostsNoAttempt(Reason reason) {
        Instant retryAt = NOW.plus(Duration.ofHours(3));
        OutboxEntry after = OutboxMachine.notExecuted(row(), new NotExecuted(reason, "600", "because", retryAt), NOW);

        boolean quota = reason == Reason.QUOTA;
        assertThat(after.state()).isEqualTo(quota ? OutboxState.WAIT_QUOTA : OutboxState.PENDING);
        // It is the lane that waits: when that is released, the row goes.
        assertThat(after.status().dueAt()).isEqualTo(NOW);
        assertThat(after.history().attempts()).isZero();
        assertThat(after.history().systemErrors()).isZero();
    }

    /** AC-40 to AC-42: looked for after 60 and after 180 seconds, then sent again and flagged. */
    @Test
    void aLostAnswerIsReadBackTwiceBeforeItIsSentAgain() {
        OutboxEntry doubted = OutboxMachine.inDoubt(row(), NOW, "NO_ANSWER");
        assertThat(doubted.state()).isEqualTo(OutboxState.IN_DOUBT);
        assertThat(doubted.status().dueAt()).isEqualTo(NOW.plusSeconds(60));

        Instant first = NOW.plusSeconds(60);
        OutboxEntry missed = OutboxMachine.notFound(doubted, first);
        assertThat(missed.state()).isEqualTo(OutboxState.IN_DOUBT);
        assertThat(missed.status().dueAt()).isEqualTo(NOW.plusSeconds(180));
        assertThat(missed.history().marks().possibleDuplicate()).isFalse();

        OutboxEntry again = OutboxMachine.notFound(missed, NOW.plusSeconds(180));
        assertThat(again.state()).isEqualTo(OutboxState.PENDING);
        assertThat(again.history().marks().possibleDuplicate()).isTrue();
        assertThat(OutboxMachine.found(missed, "4711", first).state()).isEqualTo(OutboxState.DONE);
        assertThat(OutboxMachine.inDoubt(again, NOW, null).history().readBacks())
                .isZero();
    }

    /** F5. */
    @Test
    void aReadBackThatCannotBeMadeProvesNothing() {
        OutboxEntry doubted = OutboxMachine.notFound(OutboxMachine.inDoubt(row(), NOW, "NO_ANSWER"), NOW);
        OutboxEntry later = doubted;
        for (int i = 0; i < 100; i++) {
            later = OutboxMachine.notReadBack(later, NOW.plusSeconds(i));
        }
        assertThat(later.state()).isEqualTo(OutboxState.IN_DOUBT);
        assertThat(later.history()).isEqualTo(doubted.history());
    }

    @Test
    void aMissingTypeBlocksUntilItIsThere() {
        OutboxEntry blocked = OutboxMachine.blocked(row(), NOW);
        assertThat(blocked.state()).isEqualTo(OutboxState.BLOCKED_SCHEMA);
        assertThat(OutboxMachine.unblocked(blocked, NOW).state()).isEqualTo(OutboxState.PENDING);
        assertThat(OutboxMachine.unblocked(blocked, NOW).history().attempts()).isZero();
    }

    @Test
    void aRetriedRowBeginsAnewButStaysCutAndDoubted() {
        OutboxEntry doubled = OutboxMachine.notFound(
                OutboxMachine.notFound(OutboxMachine.inDoubt(skipped(row(), "1049"), NOW, null), NOW), NOW);
        OutboxEntry retried = OutboxMachine.retried(skipped(doubled, "1003"), NOW);

        assertThat(retried.state()).isEqualTo(OutboxState.PENDING);
        assertThat(retried.history().attempts()).isZero();
        assertThat(retried.history().marks()).isEqualTo(new OutboxEntry.Marks(false, true, true));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, true",
        "SENDING, true",
        "DONE, false",
        "RESOLVE_ALIAS, true",
        "DEAD, true",
        "WAIT_QUOTA, true",
        "IN_DOUBT, true",
        "BLOCKED_SCHEMA, true",
        "SKIPPED, false"
    })
    void erasureSkipsWhatHasNotReachedMarketo(OutboxState state, boolean isSkipped) {
        OutboxEntry row = row().with(new OutboxEntry.Status(state, NOW, null, null, null, null), row().history());

        OutboxEntry erased = OutboxMachine.erased(row, NOW);
        assertThat(erased.state()).isEqualTo(isSkipped ? OutboxState.SKIPPED : state);
        assertThat(erased.cause()).isEqualTo(isSkipped ? Optional.of("PERSON_ERASED") : Optional.empty());
    }
}
