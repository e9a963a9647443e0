package dev.touchstone.salessync.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.marketo.MarketoEmulator;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** One Marketo and one service with one clock for both: empty at first, driven over gRPC. */
@ApplicationScoped
public class SyncScene {
    static final String SECRET = "touchstone-demo-secret";
    static final String USER = "0055g000001aBcD";
    static final String QUEUE = "00G5g000000QueU";
    static final String LEADS = "/rest/v1/leads.json";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestClock clock;
    private final DataSource database;
    private final SchemaMigration migration;
    private MarketoEmulator marketo;
    private SalesSyncAdminServiceBlockingStub admin;

    SyncScene(TestClock clock, DataSource database, SchemaMigration migration) {
        this.migration = migration;
        this.clock = clock;
        this.database = database;
    }

    /** Empty Marketo, empty store, nothing connected; the time is the real one. */
    void reset(MarketoEmulator emulator, SalesSyncAdminServiceBlockingStub stub) {
        marketo = emulator;
        admin = stub;
        await().atMost(PATIENCE).until(migration::isDone);
        // The row of the sync is locked first, as the service does it, so that a step in hand ends before.
        execute("""
                BEGIN;
                SELECT 1 FROM person_sync FOR UPDATE;
                UPDATE person_sync SET phase = 'READY', hold = 'NONE', detail = NULL, failure_count = 0,
                    due_at = '1970-01-01Z', paused_at = NULL, reconcile_reason = NULL, feeds_since = NULL,
                    feeds_begun = false, progressed_at = NULL, active_count = 0, hidden_count = 0, run_id = NULL,
                    complete_run_id = NULL, run_detail = NULL, run_failure_count = 0, run_due_at = '1970-01-01Z', fence = fence + 1, lease_owner = NULL;
                DELETE FROM connection;
                DELETE FROM snapshot_run;
                TRUNCATE person, person_alias, person_sighting, person_change, person_field_change, person_conflict,
                    external_ref, dirty_person, feed_cursor, feed_event, feed_gap, snapshot_export, snapshot_seen,
                    reconciliation, reconcile_suspect, reconcile_repair, dead_letter, dead_letter_retry, api_call;
                UPDATE api_budget SET pace_calls = NULL, pace_until = NULL, place_calls = NULL, place_until = NULL,
                    breaker_since = '1970-01-01Z', breaker_probe_at = NULL, parked_until = NULL, day = '1970-01-01',
                    others_used = 0, usage_due_at = NULL;
                UPDATE api_budget_lane SET used = 0, waiting_since = NULL, waiting_until = NULL;
                COMMIT
                """);
        marketo.reset();
        clock.reset();
        marketo.clock().set(clock.instant());
        marketo.calls().clear();
    }

    /** Nobody calls Marketo any more. */
    void disconnect() {
        execute("DELETE FROM connection");
    }

    Instant now() {
        return clock.instant();
    }

    void moveTo(Instant time) {
        clock.advanceTo(time);
        marketo.clock().set(time);
    }

    void pass(Duration time) {
        moveTo(clock.instant().plus(time));
    }

    /** Calls that looked for the highest id before the first people were read, of those that are in the emulator's log. */
    int searchesBeforeTheFirstPage() {
        return (int) marketo.calls().ofPath(LEADS).stream()
                .takeWhile(call -> "id".equals(call.parameters().get("fields")))
                .count();
    }

    /** A person who qualifies. */
    static Map<String, Object> lead(int number) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("firstName", "Given" + number);
        fields.put("lastName", "Family" + number);
        fields.put("email", "person" + number + "@x.test");
        fields.put("sfdcLeadId", "00Q5g0000%06d".formatted(number));
        fields.put("sfdcLeadOwnerId", USER);
        return fields;
    }

    void leads(int from, int to) {
        for (int number = from; number <= to; number++) {
            marketo.leads().put(number, lead(number));
        }
    }

    void connect() {
        admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                .setBaseUrl(marketo.baseUrl().toString())
                .setClientId("touchstone-demo")
                .setClientSecret(SECRET)
                .build());
    }

    PersonSyncStatus start() {
        return admin.startPersonSync(
                        StartPersonSyncRequest.newBuilder().setWithoutCrm(true).build())
                .getStatus();
    }

    PersonSyncStatus status() {
        return admin.getSyncStatus(GetSyncStatusRequest.getDefaultInstance()).getPersonSync();
    }

    PersonSyncStatus awaitStatus(Predicate<PersonSyncStatus> wanted) {
        return await().atMost(PATIENCE).until(this::status, wanted);
    }

    PersonSyncStatus awaitState(PersonSyncState state) {
        return awaitStatus(status -> status.getState() == state);
    }

    PersonSyncStatus awaitLive() {
        return awaitState(PersonSyncState.PERSON_SYNC_STATE_LIVE);
    }

    /** Lets time run in steps until the status is as wanted: exports and feeds are looked at a minute apart. */
    PersonSyncStatus runUntil(Duration step, Predicate<PersonSyncStatus> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            PersonSyncStatus now = status();
                            if (!wanted.test(now)) {
                                pass(step);
                            }
                            return now;
                        },
                        wanted);
    }

    void execute(String sql) {
        try {
            TestSql.execute(database, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows, as text. */
    List<String> column(String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String value(String query) {
        List<String> values = column(query);
        assertThat(values).hasSize(1);
        return values.getFirst();
    }

    long count(String table) {
        return Long.parseLong(value("SELECT count(*) FROM " + table));
    }
}
