package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.ActivityDelivery;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.salessync.v1.DiagnosticServiceGrpc.DiagnosticServiceBlockingStub;
import dev.touchstone.salessync.v1.ListDiagnosticCausesRequest;
import dev.touchstone.salessync.v1.ListDiagnosticCausesResponse;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.RecordActivitiesRequest;
import dev.touchstone.salessync.v1.RecordActivitiesResponse;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.salessync.v1.SalesActivityService;
import dev.touchstone.salessync.v1.SalesEmail;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What waits, what is split and what dies when Marketo fails (section D of the scenarios). */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class ActivityFailuresTest extends MarketoActivities {
    @GrpcClient("service")
    SalesActivityService streams;

    @GrpcClient("service")
    DiagnosticServiceBlockingStub diagnostics;

    private static NewSalesActivity numbered(int number, String subject) {
        return ActivityFixture.bare("k" + number, 101 + number % 20)
                .setSend(SalesEmail.newBuilder().setEmailId("mail-" + number).setSubject(subject))
                .build();
    }

    /** Records so many; their keys in order. */
    private List<String> recordMany(List<NewSalesActivity> all) {
        List<RecordActivitiesRequest> requests = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 100) {
            requests.add(RecordActivitiesRequest.newBuilder()
                    .addAllActivities(all.subList(from, Math.min(all.size(), from + 100)))
                    .build());
        }
        List<String> keys = new ArrayList<>();
        for (RecordActivitiesResponse answer : streams.recordActivities(
                        Multi.createFrom().iterable(requests))
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE)) {
            answer.getRecordedList().forEach(recorded -> keys.add(recorded.getActivityKey()));
        }
        return keys;
    }

    private List<String> recordMany(int count) {
        List<NewSalesActivity> all = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            all.add(numbered(number, "Hello " + number));
        }
        return recordMany(all);
    }

    private void advanceUntilEnded(long count) {
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            advance(Duration.ofSeconds(10));
            var counts = counts();
            return counts.getDoneCount() + counts.getDeadCount() == count;
        });
    }

    /** AC-35, F34. */
    @Test
    void onePoisonousRowOfThreeHundredDiesAndTheOthersArrive() {
        List<NewSalesActivity> all = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            all.add(numbered(number, number == 123 ? "POISON" : "Hello"));
        }
        marketo.customActivities().poison("POISON");
        List<String> keys = recordMany(all);
        connect();
        advanceUntilEnded(300);

        ActivityDelivery dead = delivery(keys.get(123));
        assertThat(dead.getState()).isEqualTo(ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DEAD);
        assertThat(dead.getCode()).isEqualTo("611");
        assertThat(counts().getDoneCount()).isEqualTo(299);
        assertThat(received()).hasSize(299).allMatch(one -> one.copies() == 1);
        assertThat(counts().getPossibleDuplicateCount()).isZero();
    }

    /** AC-30, F7: nobody's attempt. */
    @Test
    void aStormOf606CostsNoActivityAnAttempt() {
        List<String> keys = recordMany(1_000);
        marketo.faults().add(FaultRule.on(ADD, new Fault.Code("606")).during(Duration.ofSeconds(30)));
        connect();
        advanceUntilEnded(1_000);

        assertThat(received()).hasSize(1_000).allMatch(one -> one.copies() == 1);
        assertThat(keys).allMatch(key -> delivery(key).getAttemptCount() == 0);
        assertThat(counts().getDeadCount()).isZero();
    }

    /** AC-37, F42. */
    @Test
    void aPageOfHtmlIsNoReasonToDie() {
        marketo.faults().add(FaultRule.on(ADD, new Fault.HtmlBody()).times(3));
        recordMany(10);
        connect();
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            advance(Duration.ofSeconds(30));
            return counts().getDoneCount() == 10;
        });

        assertThat(counts().getDeadCount()).isZero();
        assertThat(received()).hasSize(10).allMatch(one -> one.copies() == 1);
    }

    /** AC-31, F8: nothing is lost, and it goes on by itself after midnight in Chicago. */
    @Test
    void withoutQuotaActivitiesWaitAndTheCountsSayUntilWhen() {
        connect();
        String first = record(ActivityFixture.send("first", 101, "m0"));
        awaitDelivery(first, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        marketo.faults().add(FaultRule.on(ADD, new Fault.Code("607")).times(1));
        String waiting = record(ActivityFixture.send("a", 101, "m1"));
        ActivityDelivery delivery = awaitDelivery(waiting, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_WAIT_QUOTA);

        assertThat(delivery.getAttemptCount()).isZero();
        assertThat(counts().getHoldSentence()).contains("quota");
        assertThat(counts().getHeldUntilTime().getSeconds())
                .isGreaterThan(clock.instant().getEpochSecond());
        int calls = marketo.calls().ofPath(ADD).size();
        advance(Duration.ofHours(26));
        awaitDelivery(waiting, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        assertThat(marketo.calls().ofPath(ADD)).hasSize(calls + 1);
    }

    /** A dead letter by cause, given back by an operator after the cause is mended, and settled when it is done. */
    @Test
    void deadActivitiesAreRetriedByCause() {
        connect();
        String gone = record(ActivityFixture.send("gone", 999, "m1"));
        awaitDelivery(gone, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DEAD);
        assertThat(causes().getCausesList()).singleElement().satisfies(cause -> {
            assertThat(cause.getKind()).isEqualTo("activity");
            assertThat(cause.getCause()).isEqualTo("LEAD_GONE");
            assertThat(cause.getExamples(0).getMarketoId()).isEqualTo(999);
        });

        marketo.leads().put(999, Map.of("email", "back@x.test"));
        assertThat(diagnostics
                        .retryDiagnostics(RetryDiagnosticsRequest.newBuilder()
                                .setKind("activity")
                                .setCause("LEAD_GONE")
                                .setAuthor("operator")
                                .build())
                        .getRetriedCount())
                .isEqualTo(1);
        awaitDelivery(gone, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        await().atMost(PATIENCE).until(() -> causes().getCausesCount() == 0);
        assertThat(counts().getDeadCount()).isZero();
    }

    private ListDiagnosticCausesResponse causes() {
        return diagnostics.listDiagnosticCauses(ListDiagnosticCausesRequest.getDefaultInstance());
    }
}
