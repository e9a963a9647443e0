package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.activity.delivery.DeliverActivities;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.ActivityDelivery;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the database and the clocks do to activities on their way. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class ActivityRecoveryTest extends MarketoActivities {
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @Inject
    DeliverActivities delivery;

    @AfterEach
    void mend() throws Exception {
        execute("DROP TRIGGER IF EXISTS tg_test_fail_over ON outbox; DROP FUNCTION IF EXISTS test_fail_over()");
    }

    /** The database takes no result any more. */
    private void breakStore() throws Exception {
        execute("""
                CREATE FUNCTION test_fail_over() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'terminating connection' USING ERRCODE = '57P01'; END $$;
                CREATE TRIGGER tg_test_fail_over BEFORE UPDATE ON outbox FOR EACH ROW
                    WHEN (NEW.state = 'DONE') EXECUTE FUNCTION test_fail_over()
                """);
    }

    /** The lease is about to run out, and the process, which lives, does not prolong it. */
    private void awaitLeaseLetGo(String state) {
        await().atMost(PATIENCE).until(() -> {
            execute("UPDATE outbox SET lease_until = clock_timestamp() + interval '2 seconds' WHERE state = '" + state
                    + "' AND lease_owner IS NOT NULL");
            delivery.renewLeases();
            return count("SELECT count(*) FROM outbox WHERE state = '" + state
                            + "' AND lease_until < clock_timestamp() + interval '5 seconds'")
                    == 1;
        });
    }

    /** F35: the write was carried out, and then its result could be stored neither the first time nor after the read-back. */
    @Test
    void whatAFailedStepHadInHandIsTakenOver() throws Exception {
        breakStore();
        connect();
        String key = record(ActivityFixture.send("a", 101, "m1"));
        await().atMost(PATIENCE).until(() -> received().size() == 1);
        awaitLeaseLetGo("SENDING");
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_IN_DOUBT);

        advance(Duration.ofSeconds(61));
        await().atMost(PATIENCE).until(() -> !marketo.calls().ofPath(FEED).isEmpty());
        awaitLeaseLetGo("IN_DOUBT");
        mend();

        ActivityDelivery done = awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        assertThat(done.getPossibleDuplicate()).isFalse();
        assertThat(received())
                .singleElement()
                .satisfies(one -> assertThat(one.copies()).isEqualTo(1));
    }

    /** F37: what it records, and what it holds the lane for, is not two hours away for the others. */
    @Test
    void aProcessWhoseClockIsAheadHoldsNobodyUp() {
        clock.advanceTo(clock.instant().plus(TWO_HOURS));
        sharedClock.serviceIsAhead(TWO_HOURS);
        marketo.faults().add(FaultRule.on(ADD, new Fault.Code("703")).times(1));
        connect();
        String key = record(ActivityFixture.send("a", 101, "m1"));
        await().atMost(PATIENCE).until(() -> !counts().getHoldSentence().isEmpty());

        clock.reset();
        sharedClock.serviceIsAhead(Duration.ZERO);
        advance(Duration.ofMinutes(16));
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
    }
}
