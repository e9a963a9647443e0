package dev.touchstone.salessync.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.marketo.CallGate;
import dev.touchstone.salessync.marketo.CallOutcome;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.operations.TestClock;
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
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas at one budget: real PostgreSQL, two gates that know nothing of each other but the database. */
@QuarkusTest
@TestProfile(SharedBudgetTest.ShortWindow.class)
@WithTestResource(PostgresTestResource.class)
class SharedBudgetTest {
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final int CALLS_PER_WINDOW = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @GrpcClient("service")
    ApiBudgetServiceBlockingStub service;

    @Inject
    BudgetJournal journal;

    @Inject
    BudgetMeters meters;

    @Inject
    IdSource ids;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    private SharedCallGate one;
    private SharedCallGate two;

    public static final class ShortWindow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "touchstone.sales-sync.marketo.window", "2S",
                    "touchstone.sales-sync.marketo.calls-per-window", Integer.toString(CALLS_PER_WINDOW),
                    "touchstone.sales-sync.marketo.daily-quota", "50000");
        }
    }

    @BeforeEach
    void empty() throws Exception {
        FreshBudget.awaitSchema(migration);
        clock.reset();
        FreshBudget.reset(database);
        one = new SharedCallGate(journal, meters, ids, clock);
        two = new SharedCallGate(journal, meters, ids, clock);
    }

    private void execute(String sql) throws Exception {
        TestSql.execute(database, sql);
    }

    private <T> List<T> column(String query, Class<T> type) throws Exception {
        List<T> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getObject(1, type));
            }
        }
        return values;
    }

    private ApiBudget budget() {
        return service.getApiBudget(GetApiBudgetRequest.getDefaultInstance()).getMarketo();
    }

    private static long left(ApiBudget budget, ApiLane lane) {
        return budget.getLanesList().stream()
                .filter(use -> use.getLane() == lane)
                .mapToLong(ApiBudgetLane::getLeft)
                .sum();
    }

    /** F36, AC-17: both together keep to the window and to the places; times are the database's. */
    @Test
    void twoReplicasTogetherNeverExceedTheWindowNorThePlaces() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger mostOpen = new AtomicInteger();
        List<Instant> counted = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < 160; call++) {
                SharedCallGate gate = call % 2 == 0 ? one : two;
                Lane lane = Lane.values()[call % Lane.values().length];
                workers.submit(() -> {
                    CallGate.Turn turn = gate.enter(lane, PATIENCE);
                    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                    counted.add(clock.instant());
                    Thread.sleep(10);
                    open.decrementAndGet();
                    return gate.end(turn, CallOutcome.ANSWERED);
                });
            }
        }
        assertThat(counted).hasSize(160);
        assertThat(mostOpen.get()).isLessThanOrEqualTo(5);
        List<Instant> sorted = counted.stream().sorted().toList();
        for (int i = CALLS_PER_WINDOW; i < sorted.size(); i++) {
            assertThat(Duration.between(sorted.get(i - CALLS_PER_WINDOW), sorted.get(i)))
                    .describedAs("call %d", i)
                    .isGreaterThanOrEqualTo(WINDOW);
        }
        assertThat(budget().getDay().getUsed()).isEqualTo(160);
        assertThat(left(budget(), ApiLane.API_LANE_FEED)).isEqualTo(25_000 - 160);
    }

    /** A replica that dies in the middle of its calls gives its places back by the database's clock. */
    @Test
    void thePlacesOfAReplicaThatDiedComeBack() throws Exception {
        for (int place = 1; place <= 5; place++) {
            one.enter(Lane.OPT_OUT, PATIENCE);
        }
        assertThat(budget().getPace().getOpenCallCount()).isEqualTo(5);
        assertThatThrownBy(() -> two.enter(Lane.OPT_OUT, Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        MarketoFailure.class,
                        failure -> assertThat(failure.error()).isEqualTo(new MarketoError.NoTurn(Lane.OPT_OUT)));

        // As long as it lives, its calls go on; here, its lease runs out.
        one.keepAlive();
        execute("UPDATE api_call SET lease_until = clock_timestamp() - interval '1 second'");
        two.end(two.enter(Lane.OPT_OUT, PATIENCE), CallOutcome.ANSWERED);
        one.keepAlive();
        assertThat(budget().getPace().getOpenCallCount()).isEqualTo(5);
    }

    /** AC-31, F8: one replica is told 607, the other does not call any more. */
    @Test
    void a607ParksBothReplicasUntilAMinuteAfterMidnight() throws Exception {
        clock.advanceTo(Instant.parse("2027-07-15T19:00:00Z"));
        MarketoError.QuotaUsedUp parked = new MarketoError.QuotaUsedUp(
                true, Instant.parse("2027-07-16T05:00:00Z"), Instant.parse("2027-07-16T05:01:00Z"));
        assertThat(one.end(one.enter(Lane.FEED, PATIENCE), CallOutcome.QUOTA_USED_UP))
                .contains(parked);
        assertThatThrownBy(() -> two.enter(Lane.OPT_OUT, PATIENCE))
                .isInstanceOfSatisfying(
                        MarketoFailure.class,
                        failure -> assertThat(failure.error()).isEqualTo(parked));
        assertThat(budget().getParkedUntilTime().getSeconds())
                .isEqualTo(parked.retryAt().getEpochSecond());

        clock.advanceTo(Instant.parse("2027-07-16T05:01:00Z"));
        CallGate.Turn probe = two.enter(Lane.FEED, PATIENCE);
        assertThatThrownBy(() -> one.enter(Lane.FEED, PATIENCE)).isInstanceOf(MarketoFailure.class);
        two.end(probe, CallOutcome.ANSWERED);
        one.end(one.enter(Lane.FEED, PATIENCE), CallOutcome.ANSWERED);
        assertThat(budget().hasParkedUntilTime()).isFalse();
        assertThat(budget().getDay().getUsed()).isEqualTo(2);
    }

    /** AC-30: after 606 nobody calls for a window, in no replica. */
    @Test
    void a606ClosesBothReplicasForAWindow() throws Exception {
        one.end(one.enter(Lane.ACTIVITY, PATIENCE), CallOutcome.RATE_EXCEEDED);
        assertThat(budget().hasSlowedUntilTime()).isTrue();
        assertThat(budget().getPace().getCallsPerWindow()).isEqualTo(25);
        assertThatThrownBy(() -> two.enter(Lane.INTERACTIVE, Duration.ofSeconds(1)))
                .isInstanceOf(MarketoFailure.class);
        two.end(two.enter(Lane.ACTIVITY, PATIENCE), CallOutcome.ANSWERED);
        List<Timestamp> times = column("SELECT granted_at FROM api_call ORDER BY granted_at", Timestamp.class);
        assertThat(Duration.between(times.get(0).toInstant(), times.get(1).toInstant()))
                .isGreaterThanOrEqualTo(WINDOW);
    }

    /** F40: a call of a higher lane that waits in one replica goes before the lower ones of the other. */
    @Test
    void anOptOutOfOneReplicaGoesBeforeTheBacklogOfTheOther() throws Exception {
        List<CallGate.Turn> held = new ArrayList<>();
        for (int place = 1; place <= 5; place++) {
            held.add(one.enter(Lane.OPT_OUT, PATIENCE));
        }
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < 20; call++) {
                workers.submit(() -> one.end(one.enter(Lane.SNAPSHOT, PATIENCE), CallOutcome.ANSWERED));
            }
            await().until(() -> waiting(ApiLane.API_LANE_SNAPSHOT));
            workers.submit(() -> two.end(two.enter(Lane.OPT_OUT, PATIENCE), CallOutcome.ANSWERED));
            await().until(() -> waiting(ApiLane.API_LANE_OPT_OUT));
            held.forEach(turn -> one.end(turn, CallOutcome.ANSWERED));
        }
        List<String> order = column("SELECT lane FROM api_call ORDER BY granted_at OFFSET 5", String.class);
        assertThat(order).hasSize(21).startsWith("OPT_OUT");
    }

    private boolean waiting(ApiLane lane) {
        return budget().getLanesList().stream().anyMatch(use -> use.getLane() == lane && use.getWaiting());
    }

    /** 3.1.2: what others used leaves less to us; one replica of all asks. */
    @Test
    void whatOthersUsedLowersTheBudget() throws Exception {
        one.end(one.enter(Lane.FEED, PATIENCE), CallOutcome.ANSWERED);
        journal.toldTotal(40_001);
        ApiBudget budget = budget();
        assertThat(budget.getDay().getUsedByOthers()).isEqualTo(40_000);
        assertThat(left(budget, ApiLane.API_LANE_FEED)).isEqualTo(50_000 - 40_001 - 5_000);
        assertThat(left(budget, ApiLane.API_LANE_OPT_OUT)).isEqualTo(50_000 - 40_001);
        assertThat(budget.getDay().hasUsageReadTime()).isTrue();

        Duration interval = Duration.ofMinutes(10);
        assertThat(journal.claimUsage(interval)).isFalse();
        clock.advanceTo(clock.instant().plus(interval));
        assertThat(journal.claimUsage(interval)).isTrue();
        assertThat(journal.claimUsage(interval)).isFalse();
    }

    @Test
    void theReportForecastsTheEndOfTheBudget() throws Exception {
        clock.advanceTo(Instant.parse("2027-07-15T19:00:00Z"));
        execute("UPDATE api_budget SET day = '2027-07-15', calls_per_hour = 20000,"
                + " calls_per_hour_at = '2027-07-15T19:00:00Z'");
        execute("UPDATE api_budget_lane SET used = 15000 WHERE lane = 'SNAPSHOT'");
        ApiBudget budget = budget();
        Instant half = Instant.parse("2027-07-15T19:30:00Z");
        assertThat(Instant.ofEpochSecond(budget.getDay().getExhaustTime().getSeconds()))
                .isBetween(half.minusSeconds(5), half.plusSeconds(60));
        assertThat(budget.getDay().getQuota()).isEqualTo(50_000);
        assertThat(budget.getDay().getOwnCap()).isEqualTo(30_000);
        assertThat(budget.getDay().getReserve()).isEqualTo(5_000);
        assertThat(budget.getDay().getResetTime().getSeconds())
                .isEqualTo(Instant.parse("2027-07-16T05:00:00Z").getEpochSecond());
        assertThat(budget.getLanesList())
                .map(ApiBudgetLane::getLane)
                .startsWith(ApiLane.API_LANE_OPT_OUT)
                .hasSize(6);
    }

    /** Calls that nobody needs any more are forgotten. */
    @Test
    void oldCallsAreForgotten() throws Exception {
        one.end(one.enter(Lane.FEED, PATIENCE), CallOutcome.ANSWERED);
        execute("UPDATE api_call SET held_until = clock_timestamp() - interval '61 seconds'");
        one.end(one.enter(Lane.FEED, PATIENCE), CallOutcome.ANSWERED);
        assertThat(column("SELECT count(*) FROM api_call", Long.class)).containsExactly(1L);
    }
}
