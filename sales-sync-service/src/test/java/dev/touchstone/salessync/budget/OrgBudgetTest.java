package dev.touchstone.salessync.budget;

import static dev.touchstone.salessync.salesforce.limit.SalesforceLane.ACTIVITY;
import static dev.touchstone.salessync.salesforce.limit.SalesforceLane.INTERACTIVE;
import static dev.touchstone.salessync.salesforce.limit.SalesforceLane.OPT_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.LimitInfo;
import dev.touchstone.salessync.salesforce.limit.SalesforceGate;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.limit.SalesforceOutcome;
import dev.touchstone.salessync.v1.ApiBudget;
import dev.touchstone.salessync.v1.ApiBudgetLane;
import dev.touchstone.salessync.v1.ApiBudgetServiceGrpc.ApiBudgetServiceBlockingStub;
import dev.touchstone.salessync.v1.ApiLane;
import dev.touchstone.salessync.v1.GetApiBudgetRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas at Salesforce's budget: real PostgreSQL, two gates that know nothing of each other but the database. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class OrgBudgetTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @GrpcClient("service")
    ApiBudgetServiceBlockingStub service;

    @Inject
    OrgJournal journal;

    @Inject
    OrgMeters meters;

    @Inject
    IdSource ids;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    private OrgCallGate one;
    private OrgCallGate two;

    @BeforeEach
    void empty() throws Exception {
        FreshBudget.awaitSchema(migration);
        clock.reset();
        execute("DELETE FROM salesforce_connection");
        FreshBudget.reset(database);
        one = new OrgCallGate(journal, meters, ids, clock);
        two = new OrgCallGate(journal, meters, ids, clock);
    }

    private ApiBudget budget() {
        return service.getApiBudget(GetApiBudgetRequest.getDefaultInstance()).getSalesforce();
    }

    private static long left(ApiBudget budget, ApiLane lane) {
        return budget.getLanesList().stream()
                .filter(use -> use.getLane() == lane)
                .mapToLong(ApiBudgetLane::getLeft)
                .findFirst()
                .orElseThrow();
    }

    private void execute(String sql) throws Exception {
        TestSql.execute(database, sql);
    }

    private static void call(SalesforceGate gate, SalesforceLane lane) throws InterruptedException {
        gate.end(gate.enter(lane, PATIENCE), SalesforceOutcome.ANSWERED, null);
    }

    /** No moment sees more calls than there are places, whichever replica makes them, and each is counted once. */
    @Test
    void bothReplicasTogetherKeepToThePlaces() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger mostOpen = new AtomicInteger();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < 60; call++) {
                OrgCallGate gate = call % 2 == 0 ? one : two;
                SalesforceLane lane = call % 3 == 0 ? OPT_OUT : ACTIVITY;
                workers.submit(() -> {
                    SalesforceGate.Turn turn = gate.enter(lane, PATIENCE);
                    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    open.decrementAndGet();
                    return gate.end(turn, SalesforceOutcome.ANSWERED, null);
                });
            }
        }
        assertThat(mostOpen.get()).isBetween(1, 5);
        assertThat(budget().getDay().getUsed()).isEqualTo(60);
        assertThat(left(budget(), ApiLane.API_LANE_ACTIVITY)).isEqualTo(4_500 * 40 / 100 - 40);
    }

    /** AC-55: one replica reads the header, and the other lets only opt-outs go. */
    @Test
    void at90PercentOfTheOrganisationOnlyOptOutsGoOut() throws Exception {
        LimitInfo told = LimitInfo.parse("api-usage=99000/110000; per-app-api-usage=17/250(appName=sia)")
                .orElseThrow();
        one.end(one.enter(ACTIVITY, PATIENCE), SalesforceOutcome.ANSWERED, told);
        ApiBudget budget = budget();
        assertThat(budget.getDay().getUsedPercent()).isEqualTo(90.0);
        assertThat(budget.getDay().getQuota()).isEqualTo(110_000);
        assertThat(budget.getDay().hasUsageReadTime()).isTrue();
        assertThat(budget.getDay().hasResetTime()).isFalse();
        for (SalesforceLane lane : SalesforceLane.values()) {
            if (lane == OPT_OUT) {
                call(two, lane);
            } else {
                assertThatThrownBy(() -> two.enter(lane, PATIENCE))
                        .isInstanceOfSatisfying(
                                SalesforceFailure.class,
                                failure -> assertThat(failure.error()).isInstanceOf(SalesforceError.QuotaUsedUp.class));
            }
        }
    }

    /** AC-59: one replica is refused, the other does not call any more; after 15 minutes one call tries. */
    @Test
    void aUsedUpQuotaParksBothReplicas() throws Exception {
        Instant start = Instant.parse("2027-07-15T19:00:00Z");
        clock.advanceTo(start);
        Instant until = start.plus(Duration.ofMinutes(15));
        assertThat(one.end(one.enter(ACTIVITY, PATIENCE), SalesforceOutcome.QUOTA_USED_UP, null))
                .hasValueSatisfying(error -> assertThat(((SalesforceError.QuotaUsedUp) error).retryAt())
                        .isBetween(until, until.plusSeconds(5)));
        assertThatThrownBy(() -> two.enter(INTERACTIVE, PATIENCE)).isInstanceOf(SalesforceFailure.class);
        assertThat(budget().getParkedUntilTime().getSeconds())
                .isBetween(until.getEpochSecond(), until.getEpochSecond() + 5);

        clock.advanceTo(until.plusSeconds(6));
        SalesforceGate.Turn probe = two.enter(INTERACTIVE, PATIENCE);
        assertThatThrownBy(() -> one.enter(ACTIVITY, PATIENCE)).isInstanceOf(SalesforceFailure.class);
        two.end(probe, SalesforceOutcome.ANSWERED, null);
        call(one, ACTIVITY);
        assertThat(budget().hasParkedUntilTime()).isFalse();
    }

    /** A replica that dies in the middle of its calls gives its places back by the database's clock. */
    @Test
    void thePlacesOfAReplicaThatDiedComeBack() throws Exception {
        for (int place = 1; place <= 5; place++) {
            one.enter(OPT_OUT, PATIENCE);
        }
        assertThat(budget().getPace().getOpenCallCount()).isEqualTo(5);
        assertThatThrownBy(() -> two.enter(OPT_OUT, Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        SalesforceFailure.class,
                        failure -> assertThat(failure.error()).isInstanceOf(SalesforceError.NoTurn.class));
        execute("UPDATE api_call SET lease_until = clock_timestamp() - interval '1 second'");
        call(two, OPT_OUT);
        one.keepAlive();
        assertThat(budget().getPace().getOpenCallCount()).isEqualTo(5);
    }

    /** F40: an opt-out that waits in one replica goes before the backlog of the other. */
    @Test
    void anOptOutOfOneReplicaGoesBeforeTheBacklogOfTheOther() throws Exception {
        List<SalesforceGate.Turn> held = new ArrayList<>();
        for (int place = 1; place <= 5; place++) {
            held.add(one.enter(OPT_OUT, PATIENCE));
        }
        List<SalesforceLane> order = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < 10; call++) {
                workers.submit(() -> inOrder(one, ACTIVITY, order));
            }
            await().until(() -> waiting(ApiLane.API_LANE_ACTIVITY));
            workers.submit(() -> inOrder(two, OPT_OUT, order));
            await().until(() -> waiting(ApiLane.API_LANE_OPT_OUT));
            one.end(held.remove(0), SalesforceOutcome.ANSWERED, null);
            await().until(() -> !order.isEmpty());
            held.forEach(turn -> one.end(turn, SalesforceOutcome.ANSWERED, null));
        }
        assertThat(order).hasSize(11).startsWith(OPT_OUT);
    }

    private static boolean inOrder(OrgCallGate gate, SalesforceLane lane, List<SalesforceLane> order)
            throws InterruptedException {
        SalesforceGate.Turn turn = gate.enter(lane, PATIENCE);
        order.add(lane);
        return gate.end(turn, SalesforceOutcome.ANSWERED, null).isEmpty();
    }

    private boolean waiting(ApiLane lane) {
        return budget().getLanesList().stream().anyMatch(use -> use.getLane() == lane && use.getWaiting());
    }

    /** Salesforce is asked only if no answer told for the interval, and by one process. */
    @Test
    void theQuestionIsAskedOnceAndOnlyWhenNothingWasTold() throws Exception {
        Duration interval = Duration.ofMinutes(10);
        assertThat(journal.claimUsage(interval)).isTrue();
        assertThat(journal.claimUsage(interval)).isFalse();
        one.end(one.enter(ACTIVITY, PATIENCE), SalesforceOutcome.ANSWERED, new LimitInfo(5, 1_000, null));
        clock.advanceTo(clock.instant().plus(interval).minusSeconds(60));
        assertThat(journal.claimUsage(interval)).isFalse();
        clock.advanceTo(clock.instant().plus(interval));
        assertThat(journal.claimUsage(interval)).isTrue();
    }

    /** What is read back is what was stored, and hours that count no more are forgotten. */
    @Test
    void theHoursRoll() throws Exception {
        Instant start = Instant.parse("2027-07-15T19:10:00Z");
        clock.advanceTo(start);
        call(one, ACTIVITY);
        clock.advanceTo(start.plus(Duration.ofHours(2)));
        call(one, OPT_OUT);
        assertThat(budget().getDay().getUsed()).isEqualTo(2);
        clock.advanceTo(start.plus(Duration.ofHours(25)));
        assertThat(budget().getDay().getUsed()).isEqualTo(1);
        call(two, INTERACTIVE);
        assertThat(budget().getDay().getUsed()).isEqualTo(2);
        clock.advanceTo(start.plus(Duration.ofHours(72)));
        assertThat(budget().getDay().getUsed()).isZero();
    }
}
