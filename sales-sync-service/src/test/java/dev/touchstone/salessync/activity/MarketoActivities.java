package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.outbox.TestOutboxClock;
import dev.touchstone.salessync.v1.ActivityDelivery;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.GetActivityCountsRequest;
import dev.touchstone.salessync.v1.GetActivityCountsResponse;
import dev.touchstone.salessync.v1.GetActivityRequest;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.RecordActivityRequest;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc.SalesActivityServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.marketo.MarketoEmulator;
import dev.touchstone.testing.marketo.activity.Activity;
import dev.touchstone.testing.marketo.activity.ActivityLog.Received;
import dev.touchstone.testing.marketo.activity.CustomTypes;
import io.quarkus.grpc.GrpcClient;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of activities on their way to an emulated Marketo; every one begins with nothing and ends with balanced counts. */
public abstract class MarketoActivities {
    static final String ADD = "/rest/v1/activities/external.json";
    static final String FEED = "/rest/v1/activities.json";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @GrpcClient("service")
    SalesActivityServiceBlockingStub activities;

    @GrpcClient("service")
    SalesSyncAdminServiceBlockingStub admin;

    @Inject
    DataSource database;

    @Inject
    TestClock clock;

    @Inject
    TestOutboxClock sharedClock;

    @Inject
    SchemaMigration migration;

    MarketoEmulator marketo;

    @BeforeEach
    void begin() throws Exception {
        assertThat(migration.await(Duration.ofMinutes(1))).isTrue();
        execute("DELETE FROM connection");
        clock.reset();
        sharedClock.serviceIsAhead(Duration.ZERO);
        marketo.reset();
        marketo.clock().set(Clock.systemUTC().instant());
        ActivityFixture.empty(database);
        for (long id = 101; id <= 120; id++) {
            marketo.leads().quietly().put(id, Map.of("email", "person" + id + "@x.test"));
        }
    }

    /** P1: accepted = done + skipped + dead + in flight. */
    @AfterEach
    void end() throws Exception {
        GetActivityCountsResponse counts = counts();
        assertThat(counts.getAcceptedCount())
                .isEqualTo(counts.getDoneCount()
                        + counts.getSkippedCount()
                        + counts.getDeadCount()
                        + counts.getInFlightCount());
        execute("DELETE FROM connection");
    }

    final void execute(String sql) throws Exception {
        TestSql.execute(database, sql);
    }

    /** How many rows a query has, or what it counts. */
    final long count(String sql) throws Exception {
        return TestSql.count(database, sql);
    }

    /** Somebody who is among the people. */
    final void person(long id) throws Exception {
        execute("INSERT INTO person (marketo_id, state, type, unsubscribed, email_invalid, truncated, content_hash,"
                + " version, read_at) VALUES (" + id + ", 'ACTIVE', 'LEAD', false, false, false, '', 1, now())");
    }

    final void connect() {
        admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                .setBaseUrl(marketo.baseUrl().toString())
                .setClientId("touchstone-demo")
                .setClientSecret("touchstone-demo-secret")
                .build());
    }

    /** Lets the service and Marketo see a later time. */
    final void advance(Duration time) {
        Instant later = clock.instant().plus(time);
        clock.advanceTo(later);
        marketo.clock().set(later);
    }

    final String record(NewSalesActivity.Builder activity) {
        return activities
                .recordActivity(
                        RecordActivityRequest.newBuilder().setActivity(activity).build())
                .getActivity()
                .getActivityKey();
    }

    final ActivityDelivery delivery(String key) {
        return activities
                .getActivity(GetActivityRequest.newBuilder().setActivityKey(key).build())
                .getActivity()
                .getDelivery();
    }

    final ActivityDelivery awaitDelivery(String key, ActivityDeliveryState state) {
        return awaitDelivery(key, delivery -> delivery.getState() == state);
    }

    final ActivityDelivery awaitDelivery(String key, Predicate<ActivityDelivery> wanted) {
        return await().atMost(PATIENCE).until(() -> delivery(key), wanted);
    }

    final GetActivityCountsResponse counts() {
        return activities.getActivityCounts(GetActivityCountsRequest.getDefaultInstance());
    }

    final void awaitDone(long count) {
        await().atMost(PATIENCE).until(() -> counts().getDoneCount() >= count);
    }

    /** What Marketo has of ours, by key. */
    final List<Received> received() {
        return marketo.activities().received("Activity Key");
    }

    final Activity received(String key) {
        return received().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Marketo does not have " + key))
                .first();
    }

    final List<Activity> log() {
        return marketo.activities().all(activity -> CustomTypes.isCustom(activity.typeId()));
    }
}
