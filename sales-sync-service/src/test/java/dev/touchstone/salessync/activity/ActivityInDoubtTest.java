package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.ActivityDelivery;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the answer to a write never comes: it is looked for before it is sent again. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class ActivityInDoubtTest extends MarketoActivities {
    private static final ActivityDeliveryState DOUBT = ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_IN_DOUBT;
    private static final ActivityDeliveryState DONE = ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE;

    /** Two of one batch, whose answer is spoilt. */
    private List<String> doubted(Fault fault) {
        List<String> keys =
                List.of(record(ActivityFixture.send("a", 101, "m1")), record(ActivityFixture.send("b", 102, "m2")));
        marketo.faults().add(FaultRule.on(ADD, fault).times(1));
        connect();
        keys.forEach(key -> awaitDelivery(key, DOUBT));
        return keys;
    }

    /** The first look missed it, and the second is two minutes away. */
    private void awaitSecondLook(String key) {
        awaitDelivery(key, delivery -> delivery.getState() == DONE || isDueAfter(delivery, Duration.ofSeconds(60)));
    }

    private boolean isDueAfter(ActivityDelivery delivery, Duration wait) {
        return delivery.getDueTime().getSeconds() > clock.instant().plus(wait).getEpochSecond();
    }

    private void awaitFeedReads(int count) {
        await().atMost(PATIENCE).until(() -> marketo.calls().ofPath(FEED).size() >= count);
    }

    /** AC-40, F3. */
    @Test
    void aStoredBatchWhoseAnswerIsLostIsFoundAndNotSentAgain() {
        List<String> keys = doubted(new Fault.DropAnswer());
        assertThat(marketo.calls().ofPath(FEED)).isEmpty();
        advance(Duration.ofSeconds(61));

        for (String key : keys) {
            ActivityDelivery done = awaitDelivery(key, DONE);
            assertThat(done.getPossibleDuplicate()).isFalse();
            assertThat(done.getMarketoGuid())
                    .isEqualTo(Long.toString(received(key).number()));
        }
        assertThat(received()).hasSize(2).allMatch(one -> one.copies() == 1);
        assertThat(marketo.calls().ofPath(ADD)).hasSize(1);
    }

    /** AC-41, F4. */
    @Test
    void whatMarketoShowsLateIsFoundBySecondReadBack() {
        marketo.activities().customVisibleAfter(Duration.ofSeconds(150));
        List<String> keys = doubted(new Fault.DropAnswer());
        advance(Duration.ofSeconds(61));
        awaitFeedReads(1);
        keys.forEach(this::awaitSecondLook);
        assertThat(delivery(keys.get(0)).getState()).isEqualTo(DOUBT);

        advance(Duration.ofSeconds(121));
        keys.forEach(key -> awaitDelivery(key, DONE));
        assertThat(received()).hasSize(2).allMatch(one -> one.copies() == 1);
        assertThat(marketo.calls().ofPath(ADD)).hasSize(1);
    }

    /** AC-42. */
    @Test
    void aWriteThatWasReallyLostIsSentAgainAfterTwoReadBacksAndFlagged() {
        List<String> keys = doubted(new Fault.DropRequest());
        advance(Duration.ofSeconds(61));
        keys.forEach(this::awaitSecondLook);
        advance(Duration.ofSeconds(121));

        for (String key : keys) {
            assertThat(awaitDelivery(key, DONE).getPossibleDuplicate()).isTrue();
        }
        assertThat(received()).hasSize(2).allMatch(one -> one.copies() == 1);
        assertThat(counts().getPossibleDuplicateCount()).isEqualTo(2);
    }

    /** §3.1.4: a time-out of Marketo's and an error of its gateway say nothing about a write. */
    @ParameterizedTest
    @ValueSource(strings = {"604", "HTTP 502", "no result"})
    void otherAnswersThatSayNothingAreDoubtsToo(String kind) {
        Fault fault = switch (kind) {
            case "604" -> new Fault.Code("604");
            case "HTTP 502" -> new Fault.HttpStatus(502);
            default -> new Fault.NoResult();
        };
        List<String> keys = doubted(fault);
        advance(Duration.ofSeconds(61));
        keys.forEach(this::awaitSecondLook);
        advance(Duration.ofSeconds(121));

        keys.forEach(key -> awaitDelivery(key, DONE));
        assertThat(received()).hasSize(2).allMatch(one -> one.copies() == 1);
    }

    /** F5. */
    @Test
    void withoutQuotaForTheReadBackNothingIsSentAgain() {
        List<String> keys = doubted(new Fault.DropRequest());
        marketo.faults().add(FaultRule.on(FEED, new Fault.Code("607")));
        marketo.faults().add(FaultRule.on("/rest/v1/activities/pagingtoken.json", new Fault.Code("607")));
        advance(Duration.ofSeconds(61));
        for (int i = 0; i < 5; i++) {
            keys.forEach(key -> awaitDelivery(key, delivery -> isDueAfter(delivery, Duration.ZERO)));
            advance(Duration.ofSeconds(200));
        }

        assertThat(keys).allMatch(key -> delivery(key).getState() == DOUBT);
        assertThat(marketo.calls().ofPath(ADD)).hasSize(1);
        assertThat(log()).isEmpty();
    }

    /** A process that died in the middle of a call, which Marketo carried out. */
    @Test
    void rowsOfADeadProcessAreReadBack() throws Exception {
        connect();
        String key = record(ActivityFixture.send("a", 101, "m1"));
        awaitDelivery(key, DONE);
        execute("UPDATE outbox SET state = 'SENDING', remote_id = NULL, lease_owner = gen_random_uuid(),"
                + " lease_until = clock_timestamp() - interval '1 second'");
        awaitDelivery(key, DOUBT);
        advance(Duration.ofSeconds(61));

        awaitDelivery(key, DONE);
        assertThat(received())
                .singleElement()
                .satisfies(one -> assertThat(one.copies()).isEqualTo(1));
    }
}
