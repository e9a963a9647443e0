package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.person.BuryPeople;
import dev.touchstone.salessync.person.ErasePerson;
import dev.touchstone.salessync.person.ForgetPeople;
import dev.touchstone.salessync.person.MergePeople;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.v1.ActivityDelivery;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.salessync.v1.GetActivityRequest;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.SalesCall;
import dev.touchstone.salessync.v1.SalesCallStatus;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.activity.Activity;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section E of the scenarios: what reaches Marketo, as what, and whose. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class ActivityToMarketoTest extends MarketoActivities {
    @Inject
    MergePeople merges;

    @Inject
    ErasePerson erasures;

    @Inject
    BuryPeople burials;

    @Inject
    ForgetPeople forgetting;

    @Inject
    RecordActivities records;

    /** AC-39. */
    @Test
    void anEmailIsOneRecordWithItsKindSubjectSourceAndActor() {
        connect();
        Instant at = Instant.now().minusSeconds(600);
        NewSalesActivity.Builder send = ActivityFixture.send("a", 101, "mail-1").setOccurTime(ActivityFixture.time(at));
        String key = record(send);
        ActivityDelivery delivery = awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);

        Activity record = received(key);
        assertThat(received())
                .singleElement()
                .satisfies(one -> assertThat(one.copies()).isEqualTo(1));
        assertThat(record.primary().orElseThrow().value()).isEqualTo("Send Sales Email");
        assertThat(record.attribute("Subject").orElseThrow()).matches("My Subject \\(SIA-\\d{8}\\)");
        assertThat(record.attribute("Source")).contains("Sales App");
        assertThat(record.attribute("Actor")).contains("rep@x.test");
        assertThat(record.attribute("Sales Person ID")).contains("101");
        assertThat(record.leadId()).isEqualTo(101);
        assertThat(record.date().getEpochSecond()).isEqualTo(at.getEpochSecond());
        assertThat(delivery.getMarketoGuid()).isEqualTo(Long.toString(record.number()));
        assertThat(marketo.customTypes().approved().values()).hasSize(1);
    }

    /** AC-43. */
    @Test
    void sendOpenAndClickOfOneSecondArriveInTheOrderOfAcceptance() {
        Instant at = Instant.now().minusSeconds(60);
        List<String> keys = List.of(
                record(ActivityFixture.send("z", 101, "mail-1").setOccurTime(ActivityFixture.time(at))),
                record(ActivityFixture.open("y", 101, "mail-1", at).toBuilder()),
                record(ActivityFixture.click("x", 101, "mail-1", "https://x.test/", at).toBuilder()));
        connect();
        awaitDone(3);

        assertThat(log())
                .map(activity -> activity.attribute("Activity Key").orElseThrow())
                .containsExactlyElementsOf(keys);
        assertThat(log().stream()
                        .map(activity -> activity.attribute("Subject").orElseThrow())
                        .distinct())
                .hasSize(1);
    }

    /** AC-44. */
    @Test
    void aCallArrivesWithItsOutcomeDurationAndWhoAnswered() {
        connect();
        String key = record(ActivityFixture.bare("c", 101)
                .setCall(SalesCall.newBuilder()
                        .setOutcome("Connected")
                        .setStatus(SalesCallStatus.SALES_CALL_STATUS_COMPLETED)
                        .setDurationSeconds(95)
                        .setAnsweredBy("Ann")
                        .setPhone("+1 555 0100")));
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);

        Activity record = received(key);
        assertThat(record.primary().orElseThrow().value()).isEqualTo("Received Sales Call");
        assertThat(record.attribute("Duration")).contains("95");
        assertThat(record.attribute("Subject")).contains("Connected");
        assertThat(record.attribute("Status")).contains("completed");
        assertThat(record.attribute("Answered By")).contains("Ann");
        assertThat(record.attribute("Phone Called")).contains("+1 555 0100");
    }

    /** AC-45. */
    @Test
    void anActivityOfSomebodyWhoIsGoneDiesAndHoldsNobodyUp() throws Exception {
        String gone = record(ActivityFixture.send("gone", 999, "mail-1"));
        List<String> others = List.of(
                record(ActivityFixture.send("a", 101, "mail-2")), record(ActivityFixture.send("b", 102, "mail-3")));
        connect();

        ActivityDelivery dead = awaitDelivery(gone, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DEAD);
        assertThat(dead.getCause()).isEqualTo("LEAD_GONE");
        assertThat(dead.getCode()).isEqualTo("1004");
        others.forEach(key -> awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE));
    }

    /** AC-26, F25: what waits follows, and so does what already died because nobody knew of the merge. */
    @Test
    void activitiesOfAMergedPersonReachTheWinner() {
        connect();
        marketo.leads().remove(112);
        String early = record(ActivityFixture.send("early", 112, "mail-1"));
        awaitDelivery(early, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DEAD);

        QuarkusTransaction.requiringNew().run(() -> merges.merge(112, 111, Instant.now()));
        String late = record(ActivityFixture.send("late", 112, "mail-2"));
        awaitDelivery(early, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        awaitDelivery(late, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);

        assertThat(log()).map(Activity::leadId).containsExactly(111L, 111L);
        assertThat(activities
                        .getActivity(GetActivityRequest.newBuilder()
                                .setActivityKey(early)
                                .build())
                        .getActivity()
                        .getActivity()
                        .getMarketoId())
                .isEqualTo(111);
    }

    /** R-M-4: the merge is known here before Marketo's answer comes. */
    @Test
    void anUnknownLeadIsResolvedOnceAndSentAgain() throws Exception {
        String key = record(ActivityFixture.send("a", 112, "mail-1"));
        marketo.leads().remove(112);
        QuarkusTransaction.requiringNew().run(() -> merges.merge(112, 111, Instant.now()));
        // As if the row had been taken in just before the merge was read.
        execute("UPDATE outbox SET order_key = 112");
        connect();

        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        assertThat(received(key).leadId()).isEqualTo(111);
    }

    /** AC-26, F25: the merge is read while the call for the loser is under way, be it the first one or one after a merge before. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMergeThatIsReadDuringTheCallKillsNothing(boolean aliasTried) throws Exception {
        String key = record(ActivityFixture.send("a", 112, "mail-1"));
        execute("UPDATE outbox SET alias_tried = " + aliasTried);
        marketo.leads().remove(112);
        marketo.faults()
                .add(FaultRule.on(ADD, new Fault.Slow(Duration.ofSeconds(3))).times(1));
        connect();
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_SENDING);
        QuarkusTransaction.requiringNew().run(() -> merges.merge(112, 111, Instant.now()));

        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        assertThat(received(key).leadId()).isEqualTo(111);
        assertThat(count("SELECT count(*) FROM dead_letter")).isZero();
    }

    /** F44, R-D-8. */
    @Test
    void anErasedPersonsActivitiesAreEmptiedAndNotSent() throws Exception {
        person(113);
        String key = record(ActivityFixture.send("a", 113, "mail-1"));
        erasures.erase(113);
        connect();
        String other = record(ActivityFixture.send("b", 101, "mail-2"));
        awaitDelivery(other, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);

        ActivityDelivery skipped = delivery(key);
        assertThat(skipped.getState()).isEqualTo(ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_SKIPPED);
        assertThat(skipped.getCause()).isEqualTo("PERSON_ERASED");
        NewSalesActivity left = activities
                .getActivity(GetActivityRequest.newBuilder().setActivityKey(key).build())
                .getActivity()
                .getActivity();
        assertThat(left.getActor()).isEmpty();
        assertThat(left.getSend().getSubject()).isEmpty();
        assertThat(log()).hasSize(1);
    }

    /** R-D-6: who was deleted long ago; that something was sent is still counted. */
    @Test
    void ofAForgottenPersonsActivitiesNoContentIsLeft() throws Exception {
        person(113);
        connect();
        String key = record(ActivityFixture.send("a", 113, "mail-1"));
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        Instant gone = Instant.now().plusSeconds(1);
        QuarkusTransaction.requiringNew().run(() -> burials.bury(List.of(113L), ReadWay.FEED, gone));
        assertThat(forgetting.forget(gone.plusSeconds(1), gone.plusSeconds(1), 10))
                .isEqualTo(1);

        assertThat(delivery(key).getState()).isEqualTo(ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        assertThat(
                        count(
                                "SELECT count(*) FROM activity a WHERE a::text LIKE '%My Subject%' OR a::text LIKE '%rep@x.test%'"))
                .isZero();
    }

    /** F44, AC-103: what comes after the erasure. */
    @Test
    void ofALateActivityOfAnErasedPersonOnlyTheFactIsKept() throws Exception {
        person(113);
        erasures.erase(113);
        connect();
        SalesCall call = SalesCall.newBuilder()
                .setOutcome("Connected")
                .setStatus(SalesCallStatus.SALES_CALL_STATUS_COMPLETED)
                .setPhone("+1 555 0177")
                .build();
        String late = record(ActivityFixture.bare("late", 113).setCall(call));
        String open = record(ActivityFixture.open("open", 113, "secret-mail", Instant.now()).toBuilder());

        for (String key : List.of(late, open)) {
            assertThat(delivery(key).getState()).isEqualTo(ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_SKIPPED);
            assertThat(delivery(key).getCause()).isEqualTo("PERSON_ERASED");
        }
        assertThat(record(ActivityFixture.bare("late", 113).setCall(call))).isEqualTo(late);
        assertThat(count("SELECT count(*) FROM activity a WHERE a::text LIKE '%0177%' OR a::text LIKE '%secret%'"
                        + " OR a::text LIKE '%rep@x.test%'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM sales_email")).isZero();
    }

    /** R-D-8: activities are accepted of anybody, so anybody's can be erased. */
    @Test
    void somebodyWhoIsNotAmongThePeopleIsErasedToo() throws Exception {
        String key = record(ActivityFixture.send("a", 114, "mail-1"));
        assertThat(erasures.erase(114).erasedBefore()).isFalse();

        assertThat(delivery(key).getCause()).isEqualTo("PERSON_ERASED");
        assertThat(delivery(record(ActivityFixture.send("b", 114, "mail-2"))).getCause())
                .isEqualTo("PERSON_ERASED");
        assertThat(erasures.erase(114).erasedBefore()).isTrue();
        assertThatThrownBy(() -> erasures.erase(115)).isInstanceOf(RpcFailure.NotFound.class);
        assertThat(count("SELECT count(*) FROM person WHERE marketo_id = 115")).isZero();
    }

    /** R-D-8: an activity whose transaction has not ended when the erasure begins. */
    @Test
    void whatIsBeingRecordedDuringAnErasureIsErased() throws Exception {
        person(113);
        CountDownLatch recorded = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        NewActivity activity = new NewActivity(
                "a",
                113,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                new ActivityContent(ActivityKind.SEND, "mail-1", Map.of(ActivityAttribute.SUBJECT, "Dear Ann")));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> recording =
                    threads.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
                        records.record(List.of(activity));
                        recorded.countDown();
                        return goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    }));
            assertThat(recorded.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Future<?> erasure = threads.submit(() -> erasures.erase(113));
            await().atMost(PATIENCE)
                    .until(() -> erasure.isDone()
                            || count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") > 0);
            goOn.countDown();
            recording.get();
            erasure.get();
        }
        assertThat(count("SELECT count(*) FROM activity WHERE erased AND content = '{}'"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM outbox WHERE cause = 'PERSON_ERASED'"))
                .isEqualTo(1);
    }
}
