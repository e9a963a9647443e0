package dev.touchstone.salessync.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.ConnectMarketoResponse;
import dev.touchstone.salessync.v1.GetPersonRequest;
import dev.touchstone.salessync.v1.ListPeopleRequest;
import dev.touchstone.salessync.v1.ListPeopleResponse;
import dev.touchstone.salessync.v1.PausePersonSyncRequest;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.PersonSyncWay;
import dev.touchstone.salessync.v1.ResumePersonSyncRequest;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc.SalesPeopleServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesPerson;
import dev.touchstone.salessync.v1.SalesPersonType;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.salessync.v1.StartReconciliationRequest;
import dev.touchstone.salessync.v1.WatchSyncStatusRequest;
import dev.touchstone.salessync.v1.WatchSyncStatusResponse;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sync of people as an operator and a seller see it: real gRPC, real PostgreSQL, Marketo emulated over HTTP. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PersonSyncTest {
    private static final String SECRET = SyncScene.SECRET;

    @GrpcClient("service")
    SalesSyncAdminServiceBlockingStub admin;

    @GrpcClient("service")
    SalesPeopleServiceBlockingStub people;

    @Inject
    SyncScene scene;

    MarketoEmulator marketo;

    @BeforeEach
    void empty() {
        scene.reset(marketo, admin);
    }

    @AfterEach
    void disconnect() {
        scene.disconnect();
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
        scene.start();
    }

    /** Lets the feeds be looked at. */
    private void awaitUntil(Predicate<PersonSyncStatus> wanted) {
        scene.runUntil(Duration.ofSeconds(61), wanted);
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
        scene.leads(1, 2_000);
        marketo.leads().remove(700);
        marketo.leads().change(101, "sfdcLeadId", "00Q5g00000AbCdE");
        marketo.leads().change(102, "sfdcLeadOwnerId", SyncScene.QUEUE);
        marketo.leads().change(103, "sfdcLeadOwnerId", null);
        marketo.leads().change(104, "sfdcIsDeleted", true);
        marketo.leads().change(105, "sfdcLeadId", null);
        marketo.leads().change(201, "email", "Dup@x.test");
        marketo.leads().change(202, "email", "dup@X.test");
        marketo.leads().change(203, "sfdcContactId", "0035g00000XyZaB");

        assertThat(scene.status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_NOT_CONFIGURED);
        ConnectMarketoResponse connected = connect(SECRET);
        assertThat(connected.getClientIdSuffix()).isEqualTo("demo");
        assertThat(connected.getMissingFieldsList()).isEmpty();
        assertThat(scene.status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_READY);
        scene.start();
        PersonSyncStatus live = scene.awaitLive();

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

    /** AC-04, AC-14 (equal readings write nothing), a change, and AC-09 without its opt-out (hidden, then the same person again). */
    @Test
    void changesAreFollowedAndNothingElseIsWritten() {
        scene.leads(1, 10);
        connectAndStart();
        scene.awaitLive();
        List<String> before = rowVersions();
        marketo.leads().change(4, "title", "CTO");
        awaitUntil(status -> person(4).getTitle().equals("CTO"));
        assertThat(person(4).getVersion()).isEqualTo(2);
        assertThat(rowVersions().stream().filter(before::contains)).hasSize(9);

        marketo.leads().change(4, "sfdcLeadOwnerId", SyncScene.QUEUE);
        awaitUntil(status -> status.getHiddenPersonCount() == 1);
        assertThat(person(4).getHidden()).isTrue();
        assertThat(allIds()).doesNotContain(4L).hasSize(9);

        marketo.leads().change(4, "sfdcLeadOwnerId", SyncScene.USER);
        awaitUntil(status -> status.getHiddenPersonCount() == 0);
        assertThat(person(4).getHidden()).isFalse();
        assertThat(person(4).getVersion()).isEqualTo(4);

        marketo.leads().put(11, SyncScene.lead(11));
        awaitUntil(status -> status.getActivePersonCount() == 11);
        assertThat(person(11).getLastName()).isEqualTo("Family11");
        assertThat(scene.status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_LIVE);
    }

    /** The identity of each stored row version: PostgreSQL changes xmin with every write. */
    private List<String> rowVersions() {
        return scene.column("SELECT marketo_id || ' ' || version || ' ' || xmin FROM person ORDER BY marketo_id");
    }

    /** P1, AC-18: a hole of many ids, which a mass deletion leaves, hides nobody behind it. */
    @Test
    void theNewestPeopleBehindAHoleOfIdsAreRead() {
        Instant longAgo = scene.now().minus(Duration.ofDays(400));
        for (int id = 1; id <= 300; id++) {
            marketo.leads().dated(longAgo).put(id, SyncScene.lead(id));
        }
        Instant lately = scene.now().minus(Duration.ofDays(3));
        for (int id = 200_001; id <= 200_010; id++) {
            marketo.leads().dated(lately).put(id, SyncScene.lead(id));
        }
        connectAndStart();
        PersonSyncStatus live = scene.awaitLive();
        assertThat(live.getReadCount()).isEqualTo(310);
        assertThat(live.getActivePersonCount()).isEqualTo(310);
    }

    /** AC-19: what changes while everybody is read is caught up with. */
    @Test
    void aChangeDuringTheSnapshotIsCaughtUpWith() {
        scene.leads(1, 1_500);
        connect(SECRET);
        marketo.faults().add(FaultRule.on("/rest/v1/leads.json", new Fault.Slow(Duration.ofMillis(200))));
        scene.start();
        scene.awaitStatus(status -> status.getReachedMarketoId() >= 900);
        marketo.leads().change(777, "title", "CTO");
        marketo.faults().clear();
        scene.awaitLive();
        assertThat(person(777).getTitle()).isEqualTo("CTO");
    }

    @Test
    void aPauseKeepsTheCursorAndResumingGoesOnFromIt() {
        scene.leads(1, 1_500);
        connect(SECRET);
        marketo.faults().add(FaultRule.on("/rest/v1/leads.json", new Fault.Slow(Duration.ofMillis(200))));
        scene.start();
        scene.awaitStatus(status -> status.getReachedMarketoId() >= 600);
        PersonSyncStatus paused = admin.pausePersonSync(PausePersonSyncRequest.getDefaultInstance())
                .getStatus();
        assertThat(paused.getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_PAUSED);

        // The page in hand ends; nothing follows it.
        await().during(Duration.ofSeconds(1))
                .atMost(SyncScene.PATIENCE)
                .until(() -> marketo.calls().all().size(), new Predicate<>() {
                    private int last = -1;

                    @Override
                    public boolean test(Integer now) {
                        boolean same = now == last;
                        last = now;
                        return same;
                    }
                });
        PersonSyncStatus still = scene.status();
        assertThat(still.getProgress().getWay()).isEqualTo(PersonSyncWay.PERSON_SYNC_WAY_ID_RANGES);
        assertThat(still.getProgress().getDoneBasisPoints()).isBetween(1, 9_999);
        assertThat(still.getProgress().getDonePersonCount()).isEqualTo(still.getReadCount());
        marketo.faults().clear();
        PersonSyncStatus resumed = admin.resumePersonSync(ResumePersonSyncRequest.getDefaultInstance())
                .getStatus();
        assertThat(resumed.getStartTime()).isEqualTo(still.getStartTime());
        assertThat(resumed.getReachedMarketoId()).isGreaterThanOrEqualTo(still.getReachedMarketoId());
        PersonSyncStatus live = scene.awaitLive();
        assertThat(live.getActivePersonCount()).isEqualTo(1_500);
        assertThat(live.getReadCount()).isEqualTo(1_500);
    }

    @Test
    void refusedCredentialsBlockTheSyncUntilNewOnesAreThere() {
        marketo.leads().put(1, SyncScene.lead(1));
        connectAndStart();
        scene.awaitLive();

        marketo.changeClientSecret("changed");
        awaitUntil(status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_BLOCKED_AUTH);
        assertThat(scene.status().getDetail()).contains("/identity/oauth/token");
        scene.start();
        assertThat(scene.status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_BLOCKED_AUTH);

        marketo.leads().put(2, SyncScene.lead(2));
        connect("changed");
        awaitUntil(status ->
                status.getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE && status.getActivePersonCount() == 2);
    }

    /** AC-31: the quota's end is waited for by name, one probe comes a minute after it, and work goes on. */
    @Test
    void aUsedUpQuotaIsWaitedOut() {
        scene.moveTo(Instant.parse("2026-07-15T19:00:00Z"));
        marketo.leads().put(1, SyncScene.lead(1));
        connectAndStart();
        scene.awaitLive();
        marketo.faults().add(FaultRule.on("/rest/v1/*", new Fault.Code("607")).times(1));
        awaitUntil(status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_WAIT_QUOTA);
        assertThat(scene.status().getDetail()).contains("until 2026-07-16T05:00:00Z");
        int calls = marketo.calls().all().size();
        scene.moveTo(Instant.parse("2026-07-16T05:00:50Z"));
        await().during(Duration.ofSeconds(1))
                .atMost(SyncScene.PATIENCE)
                .until(() -> marketo.calls().all().size() == calls);

        marketo.leads().put(2, SyncScene.lead(2));
        scene.moveTo(Instant.parse("2026-07-16T05:01:01Z"));
        awaitUntil(status -> status.getActivePersonCount() == 2);
    }

    /** 602, a 502 and HTML (AC-37) in the middle of it all: healed, nobody lost. */
    @Test
    void passingFailuresHealAndLoseNobody() {
        scene.leads(1, 900);
        connect(SECRET);
        marketo.faults().onCall(2, new Fault.Code("602"));
        marketo.faults().onCall(6, new Fault.HttpStatus(502));
        marketo.faults().onCall(9, new Fault.HtmlBody());
        scene.start();
        awaitUntil(status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE);
        assertThat(scene.status().getActivePersonCount()).isEqualTo(900);
        assertThat(marketo.calls().all()).map(Call::outcome).contains("602", "HTTP 502", "html");
    }

    /** Without those that ask how many calls there were. */
    private long callsForPeople() {
        return marketo.calls().all().stream()
                .filter(call -> !call.path().contains("/stats/"))
                .count();
    }

    /** AC-01: without Salesforce a start says so, and Marketo is not called for it. */
    @Test
    void aStartWithoutSalesforceHasToSaySo() {
        connect(SECRET);
        long calls = callsForPeople();
        assertRefused(
                () -> admin.startPersonSync(StartPersonSyncRequest.getDefaultInstance()),
                Status.Code.FAILED_PRECONDITION,
                "CRM_NOT_CONNECTED");
        assertRefused(
                () -> admin.resumePersonSync(ResumePersonSyncRequest.getDefaultInstance()),
                Status.Code.FAILED_PRECONDITION,
                "NOT_STARTED");
        assertRefused(
                () -> admin.startReconciliation(StartReconciliationRequest.getDefaultInstance()),
                Status.Code.FAILED_PRECONDITION,
                "NOT_LIVE");
        assertThat(callsForPeople()).isEqualTo(calls);
        assertThat(scene.status().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_READY);
    }

    /** AC-03: what Marketo refuses is not stored, and what was there goes on working. */
    @Test
    void wrongCredentialsAreRefusedAndNotStored() {
        assertRefused(() -> connect("wrong"), Status.Code.FAILED_PRECONDITION, "MARKETO_REFUSED_CREDENTIALS");
        assertThat(marketo.calls().all()).hasSize(1);
        assertRefused(scene::start, Status.Code.FAILED_PRECONDITION, "NOT_CONNECTED");
        assertRefused(
                () -> admin.pausePersonSync(PausePersonSyncRequest.getDefaultInstance()),
                Status.Code.FAILED_PRECONDITION,
                "NOT_CONNECTED");

        marketo.leads().put(1, SyncScene.lead(1));
        connectAndStart();
        assertRefused(() -> connect("wrong"), Status.Code.FAILED_PRECONDITION, "MARKETO_REFUSED_CREDENTIALS");
        assertThat(scene.awaitLive().getActivePersonCount()).isEqualTo(1);
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
        marketo.leads().put(1, SyncScene.lead(1));
        connectAndStart();
        scene.awaitLive();
        connect(SECRET);

        assertThat(scene.value("SELECT c::text || encode(sealed_secret, 'escape') FROM connection c"))
                .contains("touchstone-demo")
                .doesNotContain(SECRET);
        assertThat(scene.value("SELECT revision::text FROM connection")).isEqualTo("1");
        String log = Files.readString(Path.of("target/service-under-test.log"));
        assertThat(log).contains("Marketo is connected").doesNotContain(SECRET).doesNotContain("@x.test");
    }

    /** A watcher hears of the start at once, sees the people come, and may go away at any time. */
    @Test
    void theStatusIsAStream() throws Exception {
        scene.leads(1, 600);
        connect(SECRET);
        Context.CancellableContext watching = Context.current().withCancellation();
        PersonSyncStatus seen;
        try {
            seen = watching.call(this::watchUntilLive);
        } finally {
            watching.cancel(null);
        }
        assertThat(seen.getActivePersonCount()).isEqualTo(600);
        assertThat(seen.getLag().getCallsLeft()).isPositive();
    }

    private PersonSyncStatus watchUntilLive() {
        Iterator<WatchSyncStatusResponse> stream = admin.watchSyncStatus(WatchSyncStatusRequest.getDefaultInstance());
        assertThat(stream.next().getPersonSync().getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_READY);
        scene.start();
        PersonSyncStatus seen = stream.next().getPersonSync();
        while (seen.getState() != PersonSyncState.PERSON_SYNC_STATE_LIVE) {
            seen = stream.next().getPersonSync();
        }
        return seen;
    }

    /** Somebody with whom Marketo cannot answer (611) holds the first reading up for a while, and then nobody but themselves. */
    @Test
    void somebodyWhoCannotBeReadDoesNotHoldUpTheFirstReading() {
        scene.leads(1, 10);
        connectAndStart();
        scene.awaitLive();
        int before = scene.searchesBeforeTheFirstPage();
        assertThat(before).isPositive();

        scene.reset(marketo, admin);
        scene.leads(1, 10);
        // The page again and again, then all its parts that hold the first of them.
        marketo.faults()
                .add(FaultRule.on(SyncScene.LEADS, new Fault.Code("611"))
                        .after(before)
                        .times(14));
        connect(SECRET);
        scene.start();
        awaitUntil(status -> status.getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE);
        assertThat(scene.status().getReadCount()).isEqualTo(9);
        assertThat(scene.count("snapshot_seen")).isEqualTo(10);
        // The feeds named that one too, and Marketo answers again.
        assertThat(scene.status().getActivePersonCount()).isEqualTo(10);
        assertThat(scene.count("dead_letter WHERE kind = 'person-row'")).isZero();
    }
}
