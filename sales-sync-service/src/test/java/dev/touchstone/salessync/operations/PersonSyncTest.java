package dev.touchstone.salessync.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.ConnectMarketoResponse;
import dev.touchstone.salessync.v1.GetPersonRequest;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.ListPeopleRequest;
import dev.touchstone.salessync.v1.ListPeopleResponse;
import dev.touchstone.salessync.v1.PausePersonSyncRequest;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc.SalesPeopleServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesPerson;
import dev.touchstone.salessync.v1.SalesPersonType;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.marketo.Call;
import dev.touchstone.testing.marketo.Fault;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sync of people as an operator and a seller see it: real gRPC, real PostgreSQL, Marketo emulated over HTTP. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PersonSyncTest {
    private static final String SECRET = "touchstone-demo-secret";
    private static final String USER = "0055g000001aBcD";
    private static final String QUEUE = "00G5g000000QueU";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @GrpcClient("service")
    SalesSyncAdminServiceBlockingStub admin;

    @GrpcClient("service")
    SalesPeopleServiceBlockingStub people;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    @Inject
    TestClock clock;

    MarketoEmulator marketo;

    @BeforeEach
    void empty() throws Exception {
        FreshBudget.awaitSchema(migration);
        marketo.leads().clear();
        marketo.faults().clear();
        marketo.changeClientSecret(SECRET);
        clock.reset();
        // The row of the sync is locked first, as the service does it, so that a step in hand ends before.
        execute("BEGIN; SELECT 1 FROM person_sync FOR UPDATE; DELETE FROM connection; DELETE FROM person;"
                + " UPDATE person_sync SET phase = 'READY', hold = 'NONE', detail = NULL, failure_count = 0,"
                + " due_at = '1970-01-01Z', progressed_at = NULL, active_count = 0, hidden_count = 0, pass_id = NULL,"
                + " complete_pass_id = NULL, fence = fence + 1, lease_owner = NULL; DELETE FROM person_pass; COMMIT");
        FreshBudget.reset(database);
        marketo.calls().clear();
    }

    @AfterEach
    void stop() throws Exception {
        execute("DELETE FROM connection");
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, Object> lead(int number) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("firstName", "Given" + number);
        fields.put("lastName", "Family" + number);
        fields.put("email", "person" + number + "@x.test");
        fields.put("sfdcLeadId", "00Q5g0000%06d".formatted(number));
        fields.put("sfdcLeadOwnerId", USER);
        return fields;
    }

    private ConnectMarketoResponse connect(String secret) {
        return admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                .setBaseUrl(marketo.baseUrl().toString())
                .setClientId("touchstone-demo")
                .setClientSecret(secret)
                .build());
    }

    private void connectAndStart() {
        connect(SECRET);
        admin.startPersonSync(StartPersonSyncRequest.getDefaultInstance());
    }

    private PersonSyncStatus status() {
        return admin.getSyncStatus(GetSyncStatusRequest.getDefaultInstance()).getPersonSync();
    }

    private PersonSyncStatus awaitStatus(Predicate<PersonSyncStatus> wanted) {
        return await().atMost(PATIENCE).until(this::status, wanted);
    }

    private PersonSyncStatus awaitLive() {
        return awaitStatus(status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE);
    }

    /** Waits until a pass that began after now is complete. */
    private void awaitWholePass() {
        Instant begin = clock.instant();
        awaitStatus(status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE
                && Instant.ofEpochSecond(
                                status.getStartTime().getSeconds(),
                                status.getStartTime().getNanos())
                        .isAfter(begin));
    }

    private SalesPerson person(long id) {
        return people.getPerson(GetPersonRequest.newBuilder().setMarketoId(id).build())
                .getPerson();
    }

    private static String reason(StatusRuntimeException failure) throws Exception {
        return StatusProto.fromThrowable(failure)
                .getDetails(0)
                .unpack(ErrorInfo.class)
                .getReason();
    }

    private void assertRefused(Runnable call, Status.Code code, String reason) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
            assertThat(failure.getStatus().getCode()).isEqualTo(code);
            try {
                assertThat(reason(failure)).isEqualTo(reason);
            } catch (Exception e) {
                throw new AssertionError("no error details", e);
            }
        });
    }

    /** AC-07, AC-08, AC-10, and the first pass over pages, holes, reasons and counts. */
    @Test
    void theFirstPassTakesOverEverybodyWhoQualifies() {
        for (int number = 1; number <= 2_000; number++) {
            marketo.leads().put(number, lead(number));
        }
        marketo.leads().remove(700);
        marketo.leads().change(101, "sfdcLeadId", "00Q5g00000AbCdE");
        marketo.leads().change(102, "sfdcLeadOwnerId", QUEUE);
        marketo.leads().change(103, "sfdcLeadOwnerId", null);
        marketo.leads().change(104, "sfdcIsDeleted", true);
        marketo.leads().change(105, "sfdcLeadId", null);
        marketo.leads().change(201, "email", "Dup@x.test");
        marketo.leads().change(202, "email", "dup@X.test");
        marketo.leads().change(203, "sfdcContactId", "0035g00000XyZaB");

        assertThat(status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_NOT_CONFIGURED);
        ConnectMarketoResponse connected = connect(SECRET);
        assertThat(connected.getClientIdSuffix()).isEqualTo("demo");
        assertThat(connected.getMissingFieldsList()).isEmpty();
        assertThat(status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_READY);
        admin.startPersonSync(StartPersonSyncRequest.getDefaultInstance());
        PersonSyncStatus live = awaitLive();

        assertThat(live.getReadCount()).isEqualTo(1_999);
        assertThat(live.getActivePersonCount()).isEqualTo(1_995);
        assertThat(live.getHiddenPersonCount()).isZero();
        assertThat(live.getReachedMarketoId()).isGreaterThanOrEqualTo(2_000);
        assertThat(live.getUnqualifiedCountsList())
                .map(count -> count.getReason() + "=" + count.getCount())
                .containsExactlyInAnyOrder(
                        "UNQUALIFIED_REASON_NOT_IN_CRM=1",
                        "UNQUALIFIED_REASON_NO_OWNER=1",
                        "UNQUALIFIED_REASON_OWNER_IS_QUEUE=1",
                        "UNQUALIFIED_REASON_CRM_DELETED=1");
        assertThat(person(101).getSalesforceLeadId()).isEqualTo("00Q5g00000AbCdEEAV");
        assertThat(person(101).getType()).isEqualTo(SalesPersonType.SALES_PERSON_TYPE_LEAD);
        assertThat(person(203).getType()).isEqualTo(SalesPersonType.SALES_PERSON_TYPE_CONTACT);
        assertRefused(() -> person(102), Status.Code.NOT_FOUND, "PERSON_NOT_FOUND");
        assertThat(people.listPeople(ListPeopleRequest.newBuilder()
                                .setEmail("DUP@x.test")
                                .build())
                        .getPeopleList())
                .map(SalesPerson::getMarketoId)
                .containsExactly(201L, 202L);
        assertThat(allIds()).hasSize(1_995).doesNotHaveDuplicates().isSorted();
        assertThat(marketo.calls().all()).map(Call::outcome).containsOnly("ok");
    }

    private List<Long> allIds() {
        List<Long> ids = new ArrayList<>();
        String token = "";
        do {
            ListPeopleResponse page = people.listPeople(ListPeopleRequest.newBuilder()
                    .setPageSize(300)
                    .setPageToken(token)
                    .build());
            page.getPeopleList().forEach(person -> ids.add(person.getMarketoId()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return ids;
    }

    /** AC-14 (equal readings write nothing), a change, and AC-09 without its opt-out (hidden, then the same person again). */
    @Test
    void laterPassesWriteChangesOnly() throws Exception {
        for (int number = 1; number <= 10; number++) {
            marketo.leads().put(number, lead(number));
        }
        connectAndStart();
        awaitLive();
        List<String> before = rowVersions();
        awaitWholePass();
        assertThat(rowVersions()).isEqualTo(before);

        marketo.leads().change(4, "title", "CTO");
        awaitWholePass();
        assertThat(person(4).getTitle()).isEqualTo("CTO");
        assertThat(person(4).getVersion()).isEqualTo(2);
        assertThat(person(5).getVersion()).isEqualTo(1);

        marketo.leads().change(4, "sfdcLeadOwnerId", QUEUE);
        awaitWholePass();
        assertThat(person(4).getHidden()).isTrue();
        assertThat(allIds()).doesNotContain(4L).hasSize(9);
        assertThat(status().getHiddenPersonCount()).isEqualTo(1);

        marketo.leads().change(4, "sfdcLeadOwnerId", USER);
        awaitWholePass();
        assertThat(person(4).getHidden()).isFalse();
        assertThat(person(4).getVersion()).isEqualTo(4);
        assertThat(status().getHiddenPersonCount()).isZero();

        marketo.leads().put(11, lead(11));
        awaitWholePass();
        assertThat(person(11).getLastName()).isEqualTo("Family11");
    }

    /** The identity of each stored row version: PostgreSQL changes xmin with every write. */
    private List<String> rowVersions() throws Exception {
        List<String> versions = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT marketo_id || ' ' || version || ' ' || xmin FROM person ORDER BY marketo_id")) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        }
        return versions;
    }

    @Test
    void aPauseKeepsTheCursorAndTheStartGoesOnFromIt() {
        for (int number = 1; number <= 1_500; number++) {
            marketo.leads().put(number, lead(number));
        }
        connect(SECRET);
        // Token, names and the search come first; the pages after that are slow enough to be caught in the middle.
        admin.startPersonSync(StartPersonSyncRequest.getDefaultInstance());
        awaitStatus(status -> status.getReachedMarketoId() > 0 || status.getCallCount() > 5);
        marketo.faults().onNext(1_000, new Fault.Slow(Duration.ofMillis(200)));
        PersonSyncStatus paused = admin.pausePersonSync(PausePersonSyncRequest.getDefaultInstance())
                .getStatus();
        assertThat(paused.getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_PAUSED);

        // The page in hand ends; nothing follows it.
        int calls = await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> marketo.calls().all().size(), new java.util.function.Predicate<>() {
                    private int last = -1;

                    @Override
                    public boolean test(Integer now) {
                        boolean same = now == last;
                        last = now;
                        return same;
                    }
                });
        PersonSyncStatus still = status();
        marketo.faults().clear();
        PersonSyncStatus resumed = admin.startPersonSync(StartPersonSyncRequest.getDefaultInstance())
                .getStatus();
        assertThat(resumed.getStartTime()).isEqualTo(still.getStartTime());
        assertThat(resumed.getReachedMarketoId()).isGreaterThanOrEqualTo(still.getReachedMarketoId());
        assertThat(awaitLive().getActivePersonCount()).isEqualTo(1_500);
        assertThat(calls).isPositive();
    }

    @Test
    void refusedCredentialsBlockTheSyncUntilNewOnesAreThere() {
        marketo.leads().put(1, lead(1));
        connectAndStart();
        awaitLive();

        marketo.changeClientSecret("changed");
        PersonSyncStatus blocked =
                awaitStatus(status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_BLOCKED_AUTH);
        assertThat(blocked.getDetail()).contains("/identity/oauth/token");
        int refusals = marketo.calls().ofPath("/identity/oauth/token").size();
        admin.startPersonSync(StartPersonSyncRequest.getDefaultInstance());
        assertThat(status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_BLOCKED_AUTH);
        assertThat(marketo.calls().ofPath("/identity/oauth/token")).hasSize(refusals);

        marketo.leads().put(2, lead(2));
        connect("changed");
        awaitStatus(status ->
                status.getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE && status.getActivePersonCount() == 2);
    }

    /** AC-31: the quota's end is waited for by name, and work goes on afterwards. */
    @Test
    void aUsedUpQuotaIsWaitedOut() {
        marketo.leads().put(1, lead(1));
        connectAndStart();
        awaitLive();
        marketo.faults().onCall(1, new Fault.Code("607"));
        PersonSyncStatus waiting =
                awaitStatus(status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_WAIT_QUOTA);
        assertThat(waiting.getDetail()).contains("until ");

        marketo.leads().put(2, lead(2));
        clock.advanceTo(clock.instant().plus(Duration.ofHours(26)));
        awaitStatus(status -> status.getActivePersonCount() == 2);
    }

    /** 602, 606, 615, a 502 and HTML (AC-37) in the middle of it all: healed, nobody lost. */
    @Test
    void passingFailuresHealAndLoseNobody() {
        for (int number = 1; number <= 900; number++) {
            marketo.leads().put(number, lead(number));
        }
        connect(SECRET);
        marketo.faults().onCall(2, new Fault.Code("602"));
        marketo.faults().onCall(6, new Fault.HttpStatus(502));
        marketo.faults().onCall(9, new Fault.HtmlBody());
        marketo.faults().onCall(12, new Fault.Code("615"));
        marketo.faults().onCall(14, new Fault.Code("606"));
        admin.startPersonSync(StartPersonSyncRequest.getDefaultInstance());

        assertThat(awaitLive().getActivePersonCount()).isEqualTo(900);
        assertThat(marketo.calls().all()).map(Call::outcome).contains("602", "HTTP 502", "html", "606", "615");
    }

    /** AC-03: what Marketo refuses is not stored, and what was there goes on working. */
    @Test
    void wrongCredentialsAreRefusedAndNotStored() {
        assertRefused(() -> connect("wrong"), Status.Code.FAILED_PRECONDITION, "MARKETO_REFUSED_CREDENTIALS");
        assertThat(marketo.calls().all()).hasSize(1);
        assertRefused(
                () -> admin.startPersonSync(StartPersonSyncRequest.getDefaultInstance()),
                Status.Code.FAILED_PRECONDITION,
                "NOT_CONNECTED");
        assertRefused(
                () -> admin.pausePersonSync(PausePersonSyncRequest.getDefaultInstance()),
                Status.Code.FAILED_PRECONDITION,
                "NOT_CONNECTED");

        marketo.leads().put(1, lead(1));
        connectAndStart();
        assertRefused(() -> connect("wrong"), Status.Code.FAILED_PRECONDITION, "MARKETO_REFUSED_CREDENTIALS");
        assertThat(awaitLive().getActivePersonCount()).isEqualTo(1);
    }

    @Test
    void anAddressWhereNobodyAnswersIsUnavailable() {
        assertRefused(
                () -> admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                        .setBaseUrl("http://127.0.0.1:1")
                        .setClientId("a")
                        .setClientSecret("b")
                        .build()),
                Status.Code.UNAVAILABLE,
                "MARKETO_UNAVAILABLE");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        assertThatThrownBy(() -> admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                        .setBaseUrl("ftp://x/y")
                        .build()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT: base_url")
                .hasMessageContaining("and 2 more");
        assertRefused(() -> person(0), Status.Code.INVALID_ARGUMENT, "INVALID_FIELDS");
    }

    @Test
    void secretsAndAddressesAreNeitherInTheDatabaseNorInTheLog() throws Exception {
        marketo.leads().put(1, lead(1));
        connectAndStart();
        awaitLive();
        connect(SECRET);

        assertThat(textOf("SELECT c::text || encode(sealed_secret, 'escape') FROM connection c"))
                .contains("touchstone-demo")
                .doesNotContain(SECRET);
        assertThat(textOf("SELECT revision::text FROM connection")).isEqualTo("1");
        String log = Files.readString(Path.of("target/service-under-test.log"));
        assertThat(log).contains("Marketo is connected").doesNotContain(SECRET).doesNotContain("@x.test");
    }

    private String textOf(String query) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
