package dev.touchstone.salessync.task.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.outbox.BatchOutcome;
import dev.touchstone.salessync.outbox.BatchOutcome.NotExecuted;
import dev.touchstone.salessync.outbox.BatchOutcome.Reason;
import dev.touchstone.salessync.outbox.LaneState;
import dev.touchstone.salessync.outbox.OutboxBatch;
import dev.touchstone.salessync.outbox.OutboxBatch.Circumstances;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxState;
import dev.touchstone.salessync.salesforce.error.RowError;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.write.RowResult;
import dev.touchstone.salessync.task.delivery.TaskOutcomes.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every transition of S3 out of SENDING, with the outbox's own machine. */
class TaskAnswersTest {
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");
    private static final Circumstances SOON = new Circumstances(NOW, 0.5, new UUID(7, 1), new UUID(7, 2));

    private static OutboxEntry row(int number) {
        return OutboxEntry.accepted("01KB000000000000000000000" + number, "EMAIL", 101, NOW, NOW);
    }

    private static RowResult refused(String code) {
        return new RowResult(false, "", false, List.of(RowError.of(code, "words of the organisation", List.of())));
    }

    private static OutboxEntry after(OutboxEntry row, String code) {
        return after(List.of(row), TaskOutcomes.of(List.of(refused(code)))).get(0);
    }

    private static List<OutboxEntry> after(List<OutboxEntry> rows, BatchOutcome outcome) {
        return new OutboxBatch(rows).after(outcome, LaneState.IDLE, SOON);
    }

    private static BatchOutcome of(SalesforceError error, int rows, boolean keyed) {
        return TaskOutcomes.of(error, new Call(rows, keyed), NOW);
    }

    @Test
    void aTaskThatWasTakenIsDoneWithItsId() {
        BatchOutcome taken = TaskOutcomes.of(List.of(new RowResult(true, "00T1", true, List.of())));

        OutboxEntry done = after(List.of(row(1)), taken).get(0);

        assertThat(done.state()).isEqualTo(OutboxState.DONE);
        assertThat(done.status().remoteId()).isEqualTo("00T1");
    }

    /** The first and the second time of each code. */
    @ParameterizedTest
    @CsvSource({
        "UNABLE_TO_LOCK_ROW,                                  PENDING,       PENDING,       1",
        "UNKNOWN_EXCEPTION,                                   PENDING,       PENDING,       1",
        "SOMETHING_NEW,                                       PENDING,       PENDING,       1",
        "SERVER_UNAVAILABLE,                                  PENDING,       PENDING,       0",
        "QUERY_TIMEOUT,                                       PENDING,       PENDING,       0",
        "FAILED_WRITE,                                        PENDING,       PENDING,       0",
        "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE, PENDING,       PENDING,       0",
        "CANNOT_UPDATE_CONVERTED_LEAD,                        RESOLVE_ALIAS, RESOLVE_ALIAS, 0",
        "ENTITY_IS_DELETED,                                   RESOLVE_ALIAS, RESOLVE_ALIAS, 0",
        "INVALID_CROSS_REFERENCE_KEY,                         RESOLVE_ALIAS, RESOLVE_ALIAS, 0",
        "INVALID_FIELD,                                       PENDING,       DEAD,          0",
        "INVALID_FIELD_FOR_INSERT_UPDATE,                     PENDING,       DEAD,          0",
        "DUPLICATES_DETECTED,                                 DEAD,          DEAD,          1",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION,                   DEAD,          DEAD,          1",
        "REQUIRED_FIELD_MISSING,                              DEAD,          DEAD,          1",
        "INSUFFICIENT_ACCESS_OR_READONLY,                     DEAD,          DEAD,          1",
        "STRING_TOO_LONG,                                     DEAD,          DEAD,          1"
    })
    void aRefusedTaskGoesItsWay(String code, OutboxState first, OutboxState second, int attempts) {
        OutboxEntry once = after(row(1), code);
        OutboxEntry twice = after(once, code);

        assertThat(once.state()).isEqualTo(first);
        assertThat(once.history().attempts()).isEqualTo(attempts);
        assertThat(twice.state()).isEqualTo(second);
    }

    @Test
    @DisplayName("AC-52: access and validation is a dead letter of that group")
    void theGroupOfADeadTask() {
        OutboxEntry dead = after(row(1), "FIELD_CUSTOM_VALIDATION_EXCEPTION");

        assertThat(dead.cause()).contains("ACCESS_VALIDATION");
        assertThat(dead.status().code()).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
    }

    @Test
    @DisplayName("AC-54: a locked parent is tried ten times, 30 seconds apart at most")
    void aLockedParentIsTriedTenTimes() {
        OutboxEntry row = row(1);
        for (int i = 1; i < 10; i++) {
            row = after(row, "UNABLE_TO_LOCK_ROW");
            assertThat(row.state()).isEqualTo(OutboxState.PENDING);
            assertThat(Duration.between(NOW, row.status().dueAt())).isLessThanOrEqualTo(Duration.ofSeconds(15));
        }
        assertThat(after(row, "UNABLE_TO_LOCK_ROW").state()).isEqualTo(OutboxState.DEAD);
    }

    @Test
    @DisplayName("F34: a poisonous row dies alone")
    void eachRowHasItsOwnFate() {
        List<RowResult> results = IntStream.range(0, 9)
                .mapToObj(i -> i == 5
                        ? refused("FIELD_CUSTOM_VALIDATION_EXCEPTION")
                        : new RowResult(true, "00T" + i, true, List.of()))
                .toList();

        List<OutboxEntry> after =
                after(IntStream.range(0, 9).mapToObj(TaskAnswersTest::row).toList(), TaskOutcomes.of(results));

        assertThat(after)
                .extracting(OutboxEntry::state)
                .containsOnly(OutboxState.DONE, OutboxState.DEAD)
                .element(5)
                .isEqualTo(OutboxState.DEAD);
    }

    @Test
    @DisplayName("AC-51: by our key a lost answer is no doubt; without it the task is looked for first")
    void aLostAnswer() {
        SalesforceError lost = new SalesforceError.Unreachable("no answer", true, null);

        OutboxEntry keyed = after(List.of(row(1)), of(lost, 1, true)).get(0);
        OutboxEntry keyless = after(List.of(row(1)), of(lost, 1, false)).get(0);

        assertThat(keyed.state()).isEqualTo(OutboxState.PENDING);
        assertThat(keyed.history().attempts()).isZero();
        assertThat(keyless.state()).isEqualTo(OutboxState.IN_DOUBT);
    }

    @Test
    @DisplayName("AC-59: a used-up quota holds the lane until Salesforce is asked again, and no attempt is counted")
    void aUsedUpQuota() {
        Instant retryAt = NOW.plus(Duration.ofMinutes(15));
        BatchOutcome outcome = of(new SalesforceError.QuotaUsedUp(true, retryAt), 2, true);

        List<OutboxEntry> after = after(List.of(row(1), row(2)), outcome);
        LaneState lane = LaneState.IDLE.after(outcome, NOW, 0.5);

        assertThat(after).allSatisfy(row -> {
            assertThat(row.state()).isEqualTo(OutboxState.WAIT_QUOTA);
            assertThat(row.history().attempts()).isZero();
        });
        assertThat(lane.hold()).isEqualTo(LaneState.Hold.WAIT_QUOTA);
        assertThat(lane.until()).isEqualTo(retryAt);
    }

    @Test
    void whatIsNotTheRowsFaultDoesNotCount() {
        assertThat(of(new SalesforceError.Refused("expired", SalesforceError.Remedy.RECONNECT), 1, true))
                .isInstanceOfSatisfying(
                        NotExecuted.class,
                        outcome -> assertThat(outcome.reason()).isEqualTo(Reason.AUTH));
        assertThat(of(new SalesforceError.TooConcurrent(), 1, true))
                .isInstanceOfSatisfying(
                        NotExecuted.class,
                        outcome -> assertThat(outcome.reason()).isEqualTo(Reason.CONCURRENCY));
        assertThat(of(new SalesforceError.KeyNotUnique("SiaTaskKey__c"), 1, true))
                .isInstanceOfSatisfying(
                        NotExecuted.class,
                        outcome -> assertThat(outcome.reason()).isEqualTo(Reason.CONFIG));
        assertThat(of(new SalesforceError.Maintenance(), 1, true))
                .isInstanceOfSatisfying(
                        NotExecuted.class,
                        outcome -> assertThat(outcome.retryAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15))));
    }

    @Test
    void aCallThatIsRefusedAsAWholeIsCutInHalves() {
        RowError why = RowError.of("JSON_PARSER_ERROR", "unexpected", List.of());
        SalesforceError rejected = new SalesforceError.Rejected(why, List.of(why));

        assertThat(after(List.of(row(1), row(2)), of(rejected, 2, true)))
                .extracting(row -> row.status().group())
                .containsExactly(SOON.firstGroup(), SOON.secondGroup());
        assertThat(after(List.of(row(1)), of(rejected, 1, true)).get(0).state()).isEqualTo(OutboxState.DEAD);
    }
}
