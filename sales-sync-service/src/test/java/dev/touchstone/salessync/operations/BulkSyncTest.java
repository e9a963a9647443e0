package dev.touchstone.salessync.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.MarketoLead;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.v1.DiagnosticServiceGrpc.DiagnosticServiceBlockingStub;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.MarketoEmulator;
import dev.touchstone.testing.marketo.lead.Population;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first reading by bulk extract: real gRPC, real PostgreSQL, exports of the emulated Marketo. */
@QuarkusTest
@TestProfile(BulkSyncTest.Bulk.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class BulkSyncTest {
    private static final Duration MINUTE = Duration.ofSeconds(61);
    private static final String CREATE = "/bulk/v1/leads/export/create.json";
    private static final Predicate<PersonSyncStatus> LIVE =
            status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE;

    @GrpcClient("service")
    SalesSyncAdminServiceBlockingStub admin;

    @GrpcClient("service")
    DiagnosticServiceBlockingStub diagnostics;

    @Inject
    SyncScene scene;

    @Inject
    PersonStore people;

    MarketoEmulator marketo;

    /** Few windows, so that the exports are worth it for few people. */
    public static final class Bulk implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "touchstone.sales-sync.person.snapshot.created-from", "2025-12-01T00:00:00Z",
                    "touchstone.sales-sync.person.snapshot.ways", "BULK_EXTRACT,SALESFORCE_LED,STATIC_LIST,ID_RANGES",
                    "touchstone.sales-sync.person.snapshot.daily-export-bytes", "2000000",
                    "touchstone.sales-sync.person.snapshot.rows-per-page", "500");
        }
    }

    @BeforeEach
    void empty() {
        scene.reset(marketo, admin);
        scene.moveTo(Instant.parse("2026-02-10T15:00:00Z"));
    }

    @AfterEach
    void disconnect() {
        scene.disconnect();
    }

    private PersonSyncStatus bulk() {
        scene.connect();
        scene.start();
        return scene.runUntil(MINUTE, LIVE);
    }

    /** Enough people that exports cost fewer calls than ids, spread over all windows; a tenth of them do not qualify. */
    private void populate(int people) {
        marketo.leads()
                .populate(Population.of(people)
                        .withQualifying(people / 10 * 9)
                        .withIds(1_000, 3)
                        .withCreation(Instant.parse("2025-12-01T00:00:00Z"), Instant.parse("2026-02-10T00:00:00Z")));
    }

    private List<Call> calls(String path) {
        return marketo.calls().all().stream()
                .filter(call -> call.path().endsWith(path))
                .toList();
    }

    @Test
    void everybodyIsReadByExportsAndNobodyTwice() {
        populate(4_000);
        PersonSyncStatus live = bulk();
        assertThat(live.getReadCount()).isEqualTo(4_000);
        assertThat(live.getActivePersonCount()).isEqualTo(3_600);
        assertThat(scene.value("SELECT way FROM snapshot_run")).isEqualTo("BULK_EXTRACT");
        assertThat(scene.count("snapshot_window WHERE state = 'INGESTED'")).isEqualTo(3);
        assertThat(calls("create.json")).hasSize(3);
        assertThat(live.hasCompleteTime()).isTrue();
        assertThat(scene.count("snapshot_seen")).isEqualTo(4_000);
    }

    /** AC-12, F13: real people called Null, nobody's name lost, odd texts whole. */
    @Test
    void oddRowsAreRight() {
        populate(4_000);
        Instant created = Instant.parse("2026-01-05T00:00:00Z");
        put(301, created, "lastName", "Null");
        put(302, created, "lastName", null);
        put(303, created, "company", "Jo \"the man\", Ltd\r\nsecond line \u4e2d\u6587");
        marketo.exports().nulEvery(100);
        bulk();
        assertThat(people.find(301).orElseThrow().details().lastName()).isEqualTo("Null");
        assertThat(people.find(302).orElseThrow().details().lastName()).isNull();
        assertThat(people.find(303).orElseThrow().details().company())
                .isEqualTo("Jo \"the man\", Ltd\r\nsecond line \u4e2d\u6587");
        assertThat(scene.count("person WHERE state = 'ACTIVE'")).isEqualTo(3_603);
    }

    /** F13: rows that cannot be told apart are read again over REST. */
    @Test
    void tornRowsAreReadAgain() {
        populate(4_000);
        Instant created = Instant.parse("2026-01-05T00:00:00Z");
        put(303, created, "company", "Smith \"Joe\", Jr");
        put(304, created, "company", "plain");
        marketo.exports().strayQuotes(true);
        bulk();
        assertThat(people.find(303).orElseThrow().details().company()).isEqualTo("Smith \"Joe\", Jr");
        assertThat(people.find(304).orElseThrow().details().company()).isEqualTo("plain");
        assertThat(scene.count("person WHERE state = 'ACTIVE'")).isEqualTo(3_602);
    }

    /** AC-13: a last name that may be a name is read again before it is lost. AC-20: a file row that is older than a reading loses. */
    @Test
    void aFileNeverUndoesWhatWasReadOverRest() {
        populate(4_000);
        Instant created = Instant.parse("2026-01-05T00:00:00Z");
        put(303, created, "lastName", "null");
        put(778, created, "title", "VP");
        QuarkusTransaction.requiringNew().run(() -> {
            people.write(List.of(reading(303, LeadField.LAST_NAME, "null")), Instant.parse("2026-02-10T14:00:00Z"));
            people.write(List.of(reading(778, LeadField.TITLE, "CEO")), Instant.parse("2026-02-10T23:00:00Z"));
        });
        bulk();
        assertThat(people.find(303).orElseThrow().details().lastName()).isEqualTo("null");
        assertThat(people.find(778).orElseThrow().details().title()).isEqualTo("CEO");
    }

    private static PersonReading reading(long id, LeadField field, String value) {
        return PersonReading.of(new MarketoLead(
                id,
                Map.of(
                        LeadField.ID,
                        Long.toString(id),
                        LeadField.SALESFORCE_LEAD_ID,
                        "00Q5g0000%06d".formatted(id),
                        LeadField.OWNER_ID,
                        SyncScene.USER,
                        field,
                        value)));
    }

    private void put(int id, Instant created, String field, Object value) {
        Map<String, Object> fields = new HashMap<>(SyncScene.lead(id));
        fields.put("createdAt", created.toString());
        fields.put(field, value);
        marketo.leads().put(id, fields);
    }

    /** AC-18, N6: after four fifths of the volume the rest is read by ids, and only the rest. */
    @Test
    void theRestIsReadByIdsWhenTheVolumeIsUsedUp() {
        populate(12_000);
        scene.connect();
        scene.start();
        PersonSyncStatus live = scene.runUntil(MINUTE, LIVE);
        assertThat(live.getActivePersonCount()).isEqualTo(10_800);
        assertThat(live.getReadCount()).isEqualTo(12_000);
        assertThat(scene.value("SELECT way FROM snapshot_run")).isEqualTo("ID_RANGES");
        assertThat(scene.value("SELECT reason FROM snapshot_way_left WHERE way = 'BULK_EXTRACT'"))
                .startsWith("80 %");
    }

    /** AC-32, AC-33, F10: the three guises of 1029. */
    @Test
    void theThreeGuisesOf1029HaveThreeAnswers() {
        populate(4_000);
        marketo.faults()
                .add(FaultRule.on("/bulk/v1/leads/export/*/enqueue.json", new Fault.DropAnswer())
                        .times(1));
        marketo.faults()
                .add(FaultRule.on(CREATE, new Fault.Code("1029", "Too many jobs in queue"))
                        .after(1)
                        .times(1));
        PersonSyncStatus live = bulk();
        assertThat(live.getActivePersonCount()).isEqualTo(3_600);
        // Three windows, and the one that was turned away; the lost answer made no second job.
        assertThat(calls("create.json")).hasSize(4);
        assertThat(scene.value("SELECT way FROM snapshot_run")).isEqualTo("BULK_EXTRACT");
        assertThat(calls("enqueue.json")).hasSize(4);
    }

    /** AC-33, AC-18: no volume left at all. */
    @Test
    void aUsedUpVolumeTakesTheNextWayAtOnce() {
        populate(4_000);
        marketo.limit(Limits.documented().withCallsPerWindow(1_000_000).withExportBytesPerDay(0));
        scene.connect();
        scene.start();
        PersonSyncStatus live = scene.awaitLive();
        assertThat(live.getActivePersonCount()).isEqualTo(3_600);
        assertThat(calls("create.json")).hasSize(1);
    }

    /** 1035: the instance cannot filter. */
    @Test
    void aMissingFeatureTakesTheNextWay() {
        populate(4_000);
        marketo.faults().add(FaultRule.on(CREATE, new Fault.Code("1035")));
        scene.connect();
        scene.start();
        assertThat(scene.awaitLive().getActivePersonCount()).isEqualTo(3_600);
        assertThat(calls("create.json")).hasSize(1);
    }

    /** AC-34, F11, F12, and files that come late: everything is read all the same. */
    @Test
    void jobsThatAreCancelledAndFilesThatAreCutAreHealed() {
        populate(4_000);
        marketo.exports().cancelNext(2, "Cancelled");
        marketo.exports().missFiles(2);
        marketo.exports().wrongChecksums(1);
        marketo.faults()
                .add(FaultRule.on("/bulk/v1/leads/export/*/file.json", new Fault.CutBody(20_000))
                        .after(3)
                        .times(1));
        PersonSyncStatus live = bulk();
        assertThat(live.getActivePersonCount()).isEqualTo(3_600);
        assertThat(scene.count("person")).isEqualTo(3_600);
    }

    /** A create whose answer is lost makes no second job. */
    @Test
    void aLostAnswerToACreateIsLookedForAndAdopted() {
        populate(4_000);
        marketo.faults().add(FaultRule.on(CREATE, new Fault.DropAnswer()).times(1));
        PersonSyncStatus live = bulk();
        assertThat(live.getActivePersonCount()).isEqualTo(3_600);
        assertThat(calls("create.json")).hasSize(3);
        assertThat(scene.count("snapshot_window WHERE adopted")).isEqualTo(1);
    }

    /** AC-104, N16: a window that fails for good is told, and never called complete; a retry reads it. */
    @Test
    void aWindowThatFailsForGoodIsToldAndCanBeRetried() {
        populate(4_000);
        marketo.faults().add(FaultRule.on("/bulk/v1/leads/export/*/file.json", new Fault.HttpStatus(404)));
        scene.connect();
        scene.start();
        // Two exports wait with Marketo; nothing is done before somebody lets time pass.
        await().atMost(SyncScene.PATIENCE).until(() -> scene.count("snapshot_window WHERE state = 'QUEUED'") == 2);
        scene.execute("UPDATE snapshot_window SET until_at = from_at + interval '1 hour' WHERE from_at = "
                + "(SELECT max(from_at) FROM snapshot_window)");
        scene.execute("UPDATE snapshot_window SET state = 'INGESTED' WHERE from_at < "
                + "(SELECT max(from_at) FROM snapshot_window)");
        PersonSyncStatus degraded =
                scene.runUntil(MINUTE, status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_DEGRADED);
        assertThat(degraded.getDetail()).startsWith("DEGRADED, 1 window unread (");
        assertThat(degraded.getUnreadWindowCount()).isEqualTo(1);
        assertThat(degraded.getUnreadWindows(0).getReason()).contains("file");
        assertThat(degraded.hasCompleteTime()).isFalse();
        assertThat(scene.value("SELECT kind FROM dead_letter")).isEqualTo("export-window");

        marketo.faults().clear();
        assertThat(retryLostWindows()).isEqualTo(1);
        PersonSyncStatus retried = scene.status();
        assertThat(retried.getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_DEGRADED);
        assertThat(retried.hasCompleteTime()).isFalse();
        PersonSyncStatus live = scene.runUntil(MINUTE, LIVE);
        assertThat(live.hasCompleteTime()).isTrue();
        assertThat(scene.count("snapshot_window WHERE state <> 'INGESTED'")).isZero();
        assertThat(scene.count("dead_letter")).isZero();
    }

    /** A call for a job that Marketo never answers (611): others come first, and in the end the job is made anew. */
    @Test
    void jobsThatMarketoCannotAnswerForAreGivenUp() {
        populate(4_000);
        // Five times in a row give a job up; which jobs the ten fall on depends on who is asked for first.
        marketo.faults()
                .add(FaultRule.on("/bulk/v1/leads/export/*/status.json", new Fault.Code("611"))
                        .times(10));
        PersonSyncStatus live = bulk();
        assertThat(live.getActivePersonCount()).isEqualTo(3_600);
        assertThat(scene.value("SELECT way FROM snapshot_run")).isEqualTo("BULK_EXTRACT");
        long givenUp = scene.count("snapshot_window WHERE failure_count = 1 AND refusal_count = 0");
        assertThat(givenUp).isBetween(1L, 2L);
        assertThat(calls("create.json")).hasSize((int) (3 + givenUp));
    }

    /** R-I-8: a window that waits for the volume of exports does not keep the weekly comparison back, which has other ways. */
    @Test
    void theWeeklyComparisonDoesNotWaitForAWindow() {
        populate(4_000);
        bulk();
        scene.execute("UPDATE snapshot_window SET state = 'PLANNED', until_at = from_at + interval '1 hour'"
                + " WHERE from_at = (SELECT max(from_at) FROM snapshot_window)");
        scene.pass(Duration.ofSeconds(1));
        scene.execute("INSERT INTO snapshot_export (job_id, completed_at, file_bytes) VALUES ('others', '" + scene.now()
                + "', 2000000)");
        scene.runUntil(MINUTE, status -> status.getDetail().contains("Reading everybody waits: 80 %"));
        scene.execute("UPDATE snapshot_run SET ended_at = ended_at - interval '7 days'");
        scene.runUntil(MINUTE, status -> scene.count("reconciliation WHERE read_at IS NOT NULL") == 1);
        assertThat(scene.now()).isBefore(Instant.parse("2026-02-11T00:00:00Z"));
    }

    /** P1, AC-104: the volume of exports is used up when a window is tried again; it stays unread and is read the day after. */
    @Test
    void aWindowThatIsTriedAgainStaysUnreadUntilItIsRead() {
        populate(4_000);
        put(303, Instant.parse("2026-01-05T00:00:00Z"), "title", "COO");
        bulk();
        scene.execute("UPDATE snapshot_window SET state = 'LOST', until_at = from_at + interval '1 hour'"
                + " WHERE from_at = (SELECT max(from_at) FROM snapshot_window)");
        scene.execute("""
                INSERT INTO dead_letter (kind, key, cause, code, sentence, first_at, last_at, failure_count)
                SELECT 'export-window', run_id || ' ' || %s || ' ' || %s, 'EXPORT_FAILED', '', 'it failed', '%s', '%s', 1
                FROM snapshot_window WHERE state = 'LOST'
                """.formatted(iso("from_at"), iso("until_at"), scene.now(), scene.now()));
        scene.pass(Duration.ofSeconds(1));
        scene.execute("INSERT INTO snapshot_export (job_id, completed_at, file_bytes) VALUES ('others', '" + scene.now()
                + "', 2000000)");
        assertThat(scene.status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_DEGRADED);

        int exports = calls("create.json").size();
        assertThat(retryLostWindows()).isEqualTo(1);
        PersonSyncStatus waiting =
                scene.runUntil(MINUTE, status -> status.getDetail().contains("Reading everybody waits: 80 %"));
        assertThat(waiting.getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_DEGRADED);
        assertThat(waiting.hasCompleteTime()).isFalse();
        marketo.leads().change(303, "title", "CTO");
        scene.runUntil(MINUTE, status -> scene.count("person WHERE marketo_id = 303 AND title = 'CTO'") == 1);
        assertThat(scene.status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_DEGRADED);
        assertThat(calls("create.json")).hasSize(exports);

        scene.pass(Duration.ofHours(24));
        PersonSyncStatus live = scene.runUntil(MINUTE, LIVE);
        assertThat(live.getUnreadWindowCount()).isZero();
        assertThat(live.hasCompleteTime()).isTrue();
        assertThat(calls("create.json")).hasSize(exports + 1);
        assertThat(scene.count("dead_letter")).isZero();
    }

    private static String iso(String column) {
        return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
    }

    private long retryLostWindows() {
        return diagnostics
                .retryDiagnostics(RetryDiagnosticsRequest.newBuilder()
                        .setKind("export-window")
                        .setCause("EXPORT_FAILED")
                        .setAuthor("ann")
                        .build())
                .getRetriedCount();
    }

    /** F14: a field that Marketo does not know any more is left out of the export, at once. */
    @Test
    void aFieldThatIsGoneIsLeftOutOfTheExports() {
        populate(4_000);
        marketo.faults()
                .add(FaultRule.on(CREATE, new Fault.Code("1006", "Field 'phone' not found"))
                        .times(1));
        PersonSyncStatus live = bulk();
        assertThat(live.getActivePersonCount()).isEqualTo(3_600);
        assertThat(scene.value("SELECT way FROM snapshot_run")).isEqualTo("BULK_EXTRACT");
        assertThat(calls("create.json")).hasSize(4);
        assertThat(scene.count("person WHERE phone IS NOT NULL")).isZero();
    }

    /** When not one export works, cutting windows does not help: the next way is taken. */
    @Test
    void exportsThatAllFailTakeTheNextWay() {
        populate(4_000);
        marketo.exports().failNext(1_000);
        PersonSyncStatus live = bulk();
        assertThat(live.getActivePersonCount()).isEqualTo(3_600);
        assertThat(scene.value("SELECT reason FROM snapshot_way_left WHERE way = 'BULK_EXTRACT'"))
                .contains("exports in a row");
        assertThat(calls("create.json").size()).isBetween(10, 12);
        assertThat(scene.count("dead_letter")).isZero();
    }
}
