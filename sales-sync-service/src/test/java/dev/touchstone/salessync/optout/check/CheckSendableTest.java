package dev.touchstone.salessync.optout.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.connection.ConnectMarketo;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.optout.OptOuts;
import dev.touchstone.salessync.optout.StoredPeople;
import dev.touchstone.salessync.optout.UnsubscribeSource;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.v1.CheckSendableRequest;
import dev.touchstone.salessync.v1.GetUnsubscribeCheckSettingsRequest;
import dev.touchstone.salessync.v1.ListUnsubscribeCheckBypassesRequest;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.SendDecision;
import dev.touchstone.salessync.v1.SendOutcome;
import dev.touchstone.salessync.v1.SendPurpose;
import dev.touchstone.salessync.v1.SendReason;
import dev.touchstone.salessync.v1.SendRecipient;
import dev.touchstone.salessync.v1.SendTemplate;
import dev.touchstone.salessync.v1.UnsubscribeCheckBypass;
import dev.touchstone.salessync.v1.UnsubscribeCheckMode;
import dev.touchstone.salessync.v1.UnsubscribeCheckSettings;
import dev.touchstone.salessync.v1.UnsubscribeCheckSettingsVersion;
import dev.touchstone.salessync.v1.UpdateUnsubscribeCheckSettingsRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.marketo.EmulatorConfig;
import dev.touchstone.testing.marketo.MarketoEmulator;
import dev.touchstone.testing.marketo.lead.FieldCatalogue;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check before a send, as a sender sees it: real gRPC, real PostgreSQL, Marketo emulated over HTTP. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class CheckSendableTest {
    private static final String LEADS = "/rest/v1/leads.json";
    private static final String RUN = "00000000-0000-8000-8000-000000000880";
    private static final String SECRET = "touchstone-demo-secret";

    @GrpcClient("service")
    SalesUnsubscribeServiceBlockingStub unsubscribes;

    @Inject
    ConnectMarketo connection;

    @Inject
    PersonStore store;

    @Inject
    OptOuts optOuts;

    @Inject
    DataSource database;

    @Inject
    TestClock clock;

    @Inject
    SchemaMigration migration;

    MarketoEmulator marketo;

    @BeforeEach
    void connect() throws Exception {
        assertThat(migration.await(Duration.ofMinutes(1))).isTrue();
        clock.reset();
        execute("DELETE FROM api_call; UPDATE api_budget SET pace_calls = NULL, pace_until = NULL, place_calls = NULL,"
                + " place_until = NULL, breaker_since = '1970-01-01Z', breaker_probe_at = NULL, parked_until = NULL;"
                + " UPDATE api_budget_lane SET used = 0, waiting_since = NULL, waiting_until = NULL");
        marketo.leads().clear();
        marketo.faults().clear();
        marketo.changeClientSecret(SECRET);
        execute("DELETE FROM person WHERE email LIKE '%@check.test'");
        forgetMirror();
        connection.connect(new MarketoCredentials(marketo.baseUrl(), "touchstone-demo", SECRET));
        settings(UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_HYBRID, false);
        // The token and the names of the fields are looked up once for the instance.
        ask(SendPurpose.SEND_PURPOSE_BULK, "warm-up@check.test");
        marketo.calls().clear();
    }

    @AfterEach
    void disconnect() throws Exception {
        execute("DELETE FROM connection");
        forgetMirror();
        clock.reset();
    }

    private void forgetMirror() throws Exception {
        execute(
                "UPDATE person_sync SET phase = 'READY', hold = 'NONE', paused_at = NULL, complete_run_id = NULL;"
                        + " DELETE FROM snapshot_run WHERE run_id = '" + RUN
                        + "'; DELETE FROM feed_cursor; DELETE FROM feed_gap; DELETE FROM dead_letter WHERE kind = 'person-row';"
                        + " DELETE FROM dirty_person; DELETE FROM unqualified_unsubscribe WHERE marketo_id BETWEEN 880000000 AND 880999999");
    }

    /** Everybody was read, and the feeds were read to their end so long ago. Paused, so that the service leaves it as it is. */
    private void mirrorOf(Duration age) throws Exception {
        execute(
                "INSERT INTO snapshot_run (run_id, purpose, started_at, ended_at, way, highest_id, reached_id, read_count,"
                        + " call_count, not_in_crm_count, no_owner_count, queue_owner_count, crm_deleted_count) VALUES ('"
                        + RUN
                        + "', 'FIRST', now(), now(), 'BULK_EXTRACT', 0, 0, 0, 0, 0, 0, 0, 0);"
                        + " UPDATE person_sync SET phase = 'LIVE', hold = 'PAUSED', paused_at = now(), complete_run_id = '"
                        + RUN + "'");
        for (String feed : List.of("CHANGES", "ACTIVITIES")) {
            execute(
                    "INSERT INTO feed_cursor (feed, pass, token, started_at, polled_at, last_event_at, due_at) VALUES ('"
                            + feed + "', 'MAIN', 't', now(), now(), now(), now() + interval '1 day')");
        }
        feedsEnded(age);
    }

    private void feedsEnded(Duration age) throws Exception {
        execute("UPDATE feed_cursor SET ended_at = '" + clock.instant().minus(age) + "'");
    }

    private void execute(String sql) throws Exception {
        TestSql.execute(database, sql);
    }

    private UnsubscribeCheckSettingsVersion settings(UnsubscribeCheckSettings settings) {
        String etag = unsubscribes
                .getUnsubscribeCheckSettings(GetUnsubscribeCheckSettingsRequest.getDefaultInstance())
                .getVersion()
                .getEtag();
        return unsubscribes
                .updateUnsubscribeCheckSettings(UpdateUnsubscribeCheckSettingsRequest.newBuilder()
                        .setSettings(settings)
                        .setEtag(etag)
                        .setAuthor("admin")
                        .build())
                .getVersion();
    }

    private void settings(UnsubscribeCheckMode mode, boolean staleAllowed) {
        settings(UnsubscribeCheckSettings.newBuilder()
                .setEnabled(true)
                .setMode(mode)
                .setStaleAllowed(staleAllowed)
                .build());
    }

    private void lead(long id, String email, boolean unsubscribed) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("email", email);
        fields.put("unsubscribed", unsubscribed);
        marketo.leads().put(id, fields);
    }

    private List<SendDecision> ask(SendPurpose purpose, String... addresses) {
        CheckSendableRequest.Builder request = CheckSendableRequest.newBuilder().setPurpose(purpose);
        for (String address : addresses) {
            request.addRecipients(SendRecipient.newBuilder().setAddress(address));
        }
        return unsubscribes.checkSendable(request.build()).getDecisionsList();
    }

    private SendDecision oneToOne(String address) {
        return ask(SendPurpose.SEND_PURPOSE_ONE_TO_ONE, address).get(0);
    }

    private long leadCalls() {
        return marketo.calls().ofPath(LEADS).size();
    }

    private static void assertDecision(SendDecision decision, SendOutcome outcome, SendReason reason) {
        assertThat(decision.getOutcome() + " " + decision.getReason()).isEqualTo(outcome + " " + reason);
        assertThat(decision.getSentence()).isNotBlank();
    }

    /** AC-86: one of two records is unsubscribed, in whatever case the address is written. */
    @Test
    void oneUnsubscribedRecordOfSeveralBlocks() {
        lead(1, "Foo@check.test", false);
        lead(2, "foo@CHECK.test", true);

        assertDecision(
                oneToOne(" fOO@check.test "),
                SendOutcome.SEND_OUTCOME_BLOCKED,
                SendReason.SEND_REASON_MARKETING_OPT_OUT);
        assertThat(leadCalls()).isEqualTo(1);
        // The block is remembered.
        assertDecision(
                oneToOne("foo@check.test"), SendOutcome.SEND_OUTCOME_BLOCKED, SendReason.SEND_REASON_MARKETING_OPT_OUT);
        assertThat(leadCalls()).isEqualTo(1);
    }

    /** AC-91. */
    @Test
    void anAddressUnknownToMarketoIsAllowed() {
        assertDecision(
                oneToOne("nobody@check.test"),
                SendOutcome.SEND_OUTCOME_ALLOWED,
                SendReason.SEND_REASON_UNKNOWN_ADDRESS);
    }

    /** AC-88, N11. */
    @Test
    void aBulkSendToTwoHundredIsOneCall() {
        String[] addresses = new String[200];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = "bulk" + i + "@check.test";
            lead(i + 1, addresses[i], i % 10 == 0);
        }
        List<SendDecision> decisions = ask(SendPurpose.SEND_PURPOSE_BULK, addresses);

        assertThat(leadCalls()).isEqualTo(1);
        for (int i = 0; i < addresses.length; i++) {
            assertThat(decisions.get(i).getReason())
                    .isEqualTo(
                            i % 10 == 0 ? SendReason.SEND_REASON_MARKETING_OPT_OUT : SendReason.SEND_REASON_SUBSCRIBED);
        }
    }

    /** Senders of the same moment share calls: at most one for each 50 ms that they take. */
    @Test
    void sendersOfTheSameMomentShareCalls() throws Exception {
        for (int i = 0; i < 40; i++) {
            lead(i + 1, "many" + i + "@check.test", false);
        }
        List<Callable<SendDecision>> sends = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String address = "many" + i % 40 + "@check.test";
            sends.add(() -> oneToOne(address));
        }
        try (ExecutorService senders = Executors.newFixedThreadPool(80)) {
            for (Future<SendDecision> decision : senders.invokeAll(sends)) {
                assertDecision(decision.get(), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_SUBSCRIBED);
            }
        }
        List<Call> calls = marketo.calls().ofPath(LEADS);
        assertThat(calls).hasSizeLessThan(20);
        assertThat(calls.stream()
                        .mapToInt(call -> call.parameters().get("filterValues").split(",").length)
                        .sum())
                .as("no address is asked about twice")
                .isEqualTo(40);
    }

    /** AC-89: no call with a mirror 60 s old, one with a mirror 180 s old, however long ago the person was read. */
    @Test
    void aFreshMirrorAnswersWithoutACall() throws Exception {
        StoredPeople people = new StoredPeople(store);
        Instant now = clock.instant();
        lead(880_000_001, "fresh@check.test", false);
        people.read(880_000_001, "fresh@check.test", false, now.minusSeconds(9_000));
        people.read(880_000_002, "out@check.test", true, now.minusSeconds(9_000));
        mirrorOf(Duration.ofSeconds(60));

        assertDecision(
                oneToOne("Fresh@check.test"), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_SUBSCRIBED);
        assertDecision(
                oneToOne("out@check.test"), SendOutcome.SEND_OUTCOME_BLOCKED, SendReason.SEND_REASON_MARKETING_OPT_OUT);
        assertThat(leadCalls()).isZero();

        clock.advanceTo(now.plusSeconds(120));
        assertDecision(
                oneToOne("fresh@check.test"), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_SUBSCRIBED);
        assertThat(leadCalls()).isEqualTo(1);
    }

    /**
     * AC-89 and AC-86: after an outage the feeds are at their end again, but somebody whom they marked is not read yet. It may be a
     * record with any address: nobody is allowed from the mirror until it is.
     */
    @Test
    void aMarkedStrangerMakesTheMirrorOld() throws Exception {
        new StoredPeople(store)
                .read(880_000_011, "twin@check.test", false, clock.instant().minusSeconds(9_000));
        lead(880_000_011, "twin@check.test", false);
        lead(880_000_012, "twin@check.test", true);
        mirrorOf(Duration.ofSeconds(180));
        execute(
                "INSERT INTO dirty_person (marketo_id, marked_at, due_at) VALUES (880000012, now(), now() + interval '1 day')");
        feedsEnded(Duration.ofSeconds(1));

        assertDecision(
                oneToOne("twin@check.test"),
                SendOutcome.SEND_OUTCOME_BLOCKED,
                SendReason.SEND_REASON_MARKETING_OPT_OUT);
        assertThat(leadCalls()).isEqualTo(1);
    }

    /** With feeds that are followed, marks do not make it older than the feeds were before them; without them it is fresh at once. */
    @Test
    void theFeedsKeepTheMirrorFresh() throws Exception {
        new StoredPeople(store)
                .read(880_000_021, "quiet@check.test", false, clock.instant().minusSeconds(9_000));
        mirrorOf(Duration.ofSeconds(60));
        execute(
                "INSERT INTO dirty_person (marketo_id, marked_at, due_at) VALUES (880000022, now(), now() + interval '1 day')");
        feedsEnded(Duration.ofSeconds(1));

        SendDecision decision = oneToOne("quiet@check.test");

        assertDecision(decision, SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_SUBSCRIBED);
        assertThat(leadCalls()).isZero();
        Instant seen = Instant.ofEpochSecond(decision.getSeenTime().getSeconds());
        assertThat(seen).isBefore(clock.instant().minusSeconds(55));
    }

    /** AC-86 and AC-104: a mirror that was never complete, or has a gap, allows nobody, however fresh the feeds are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE person_sync SET phase = 'SNAPSHOT'",
                "UPDATE person_sync SET phase = 'CATCH_UP'",
                "UPDATE person_sync SET phase = 'RECONCILE', reconcile_reason = 'GAP_TOO_LONG'",
                "UPDATE snapshot_run SET way = 'STATIC_LIST' WHERE run_id = '" + RUN + "'",
                "INSERT INTO snapshot_window (run_id, from_at, until_at, state, failure_count, look_count, due_at, file_bytes,"
                        + " record_count, adopted, rows_taken) VALUES ('" + RUN
                        + "', '2024-03-01Z', '2024-03-31Z', 'LOST', 3, 0, now(), 0, -1, false, 0)",
                "INSERT INTO feed_gap VALUES ('TOKEN_REFUSED', now())",
                "INSERT INTO dead_letter (kind, key, cause, code, sentence, first_at, last_at, failure_count)"
                        + " VALUES ('person-row', '880000032', 'MARKETO_611', '611', 'System error', now(), now(), 1)",
                "UPDATE feed_cursor SET ended_at = NULL WHERE feed = 'ACTIVITIES'"
            })
    void anIncompleteMirrorAllowsNobody(String flaw) throws Exception {
        new StoredPeople(store).read(880_000_031, "part@check.test", false, clock.instant());
        lead(880_000_031, "part@check.test", false);
        lead(880_000_032, "part@check.test", true);
        mirrorOf(Duration.ofSeconds(10));
        execute(flaw);

        assertDecision(
                oneToOne("part@check.test"),
                SendOutcome.SEND_OUTCOME_BLOCKED,
                SendReason.SEND_REASON_MARKETING_OPT_OUT);
        assertThat(leadCalls()).isPositive();
    }

    /** AC-86 from the mirror: the twin who is unsubscribed does not qualify for sales, and is not among the people. */
    @Test
    void aTwinWhoDoesNotQualifyBlocksFromTheMirror() throws Exception {
        StoredPeople people = new StoredPeople(store);
        Instant at = clock.instant().minusSeconds(9_000);
        people.read(880_000_041, "Foo@check.test", false, at);
        people.unqualified(880_000_042, " foo@CHECK.test", true, at);
        people.read(880_000_043, "unsaid@check.test", false, at);
        people.unqualified(880_000_044, "unsaid@check.test", null, at);
        lead(880_000_043, "unsaid@check.test", false);
        mirrorOf(Duration.ofSeconds(60));

        assertDecision(
                oneToOne("foo@check.test"), SendOutcome.SEND_OUTCOME_BLOCKED, SendReason.SEND_REASON_MARKETING_OPT_OUT);
        assertThat(leadCalls()).isZero();
        assertDecision(
                oneToOne("unsaid@check.test"), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_SUBSCRIBED);
        assertThat(leadCalls()).as("of whom Marketo did not say, it is asked").isEqualTo(1);

        people.unqualified(880_000_042, "foo@check.test", false, at.plusSeconds(1));
        people.unqualified(880_000_042, "foo@check.test", true, at);
        assertDecision(oneToOne("foo@check.test"), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_SUBSCRIBED);
    }

    /** R-C-4, fail closed: without the field unsubscribed neither Marketo nor a reading says that anybody is subscribed. */
    @Test
    void anInstanceWithoutTheFieldAllowsNobodyThatItHas() throws Exception {
        StoredPeople people = new StoredPeople(store);
        Instant at = clock.instant().minusSeconds(9_000);
        people.read(880_000_051, "was-in@check.test", false, at);
        people.read(880_000_052, "was-out@check.test", true, at);
        people.unsaid(880_000_051, "was-in@check.test", at.plusSeconds(1));
        people.unsaid(880_000_052, "was-out@check.test", at.plusSeconds(1));
        mirrorOf(Duration.ofSeconds(60));
        try (MarketoEmulator restricted = MarketoEmulator.start(
                EmulatorConfig.defaults().withFields(FieldCatalogue.standard().without("unsubscribed")))) {
            execute("DELETE FROM connection");
            connection.connect(new MarketoCredentials(restricted.baseUrl(), "touchstone-demo", SECRET));
            restricted.leads().put(880_000_051, Map.of("email", "was-in@check.test"));

            assertDecision(
                    oneToOne("was-in@check.test"),
                    SendOutcome.SEND_OUTCOME_BLOCKED,
                    SendReason.SEND_REASON_CHECK_INCONCLUSIVE);
            assertDecision(
                    oneToOne("was-out@check.test"),
                    SendOutcome.SEND_OUTCOME_BLOCKED,
                    SendReason.SEND_REASON_MARKETING_OPT_OUT);
        }
    }

    /** What another Marketo said does not count for the one that is connected now. */
    @Test
    void anotherConnectionForgetsWhatWasSaid() throws Exception {
        settings(UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_LIVE, false);
        lead(1, "moved@check.test", false);
        assertDecision(
                oneToOne("moved@check.test"), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_SUBSCRIBED);
        lead(1, "moved@check.test", true);

        execute("DELETE FROM connection");
        connection.connect(new MarketoCredentials(marketo.baseUrl(), "touchstone-demo", SECRET));

        assertDecision(
                oneToOne("moved@check.test"),
                SendOutcome.SEND_OUTCOME_BLOCKED,
                SendReason.SEND_REASON_MARKETING_OPT_OUT);
    }

    /** AC-87: blocked with its cause, within 6 seconds. */
    @Test
    void aMarketoThatHangsBlocksAOneToOneSend() {
        settings(UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_LIVE, false);
        marketo.faults().onNext(3, new Fault.Slow(Duration.ofSeconds(20)));
        CheckSendableRequest request = CheckSendableRequest.newBuilder()
                .setPurpose(SendPurpose.SEND_PURPOSE_ONE_TO_ONE)
                .addRecipients(SendRecipient.newBuilder().setAddress("hang@check.test"))
                .build();

        int before = marketo.meter().today();
        // The deadline is the scenario's.
        assertDecision(
                unsubscribes
                        .withDeadlineAfter(6, TimeUnit.SECONDS)
                        .checkSendable(request)
                        .getDecisions(0),
                SendOutcome.SEND_OUTCOME_BLOCKED,
                SendReason.SEND_REASON_CHECK_UNAVAILABLE);
        assertThat(marketo.meter().today() - before).isEqualTo(1);
    }

    /** Section 2.6: three tries, and the third may succeed. */
    @Test
    void passingFailuresAreTriedThreeTimes() {
        lead(1, "third@check.test", false);
        marketo.faults().onNext(2, new Fault.HttpStatus(502));
        assertDecision(
                oneToOne("third@check.test"), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_SUBSCRIBED);
        assertThat(leadCalls()).isEqualTo(3);

        marketo.calls().clear();
        marketo.faults().onNext(3, new Fault.HttpStatus(502));
        assertDecision(
                oneToOne("fourth@check.test"),
                SendOutcome.SEND_OUTCOME_BLOCKED,
                SendReason.SEND_REASON_CHECK_UNAVAILABLE);
        assertThat(leadCalls()).isEqualTo(3);
    }

    /** R-C-3: bulk sends wait, one-to-one sends take a mirror younger than 24 hours if the settings say so. */
    @Test
    void withoutAConnectionBulkIsDeferredAndAStaleMirrorMayAllow() throws Exception {
        execute("DELETE FROM connection");
        new StoredPeople(store)
                .read(880_000_061, "stale@check.test", false, clock.instant().minusSeconds(99_000));
        mirrorOf(Duration.ofHours(1));
        SendDecision deferred =
                ask(SendPurpose.SEND_PURPOSE_BULK, "stale@check.test").get(0);
        assertDecision(deferred, SendOutcome.SEND_OUTCOME_DEFERRED, SendReason.SEND_REASON_CHECK_UNAVAILABLE);
        assertThat(deferred.getRetryDelay().getSeconds()).isBetween(1L, 300L);
        assertDecision(
                oneToOne("stale@check.test"),
                SendOutcome.SEND_OUTCOME_BLOCKED,
                SendReason.SEND_REASON_CHECK_UNAVAILABLE);

        settings(UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_HYBRID, true);
        assertDecision(
                oneToOne("stale@check.test"), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_STALE_ALLOWED);

        clock.advanceTo(clock.instant().plus(Duration.ofHours(4)));
        CheckSendableRequest again = CheckSendableRequest.newBuilder()
                .setPurpose(SendPurpose.SEND_PURPOSE_BULK)
                .addRecipients(SendRecipient.newBuilder()
                        .setAddress("stale@check.test")
                        .setRetryToken(deferred.getRetryToken()))
                .build();
        assertDecision(
                unsubscribes.checkSendable(again).getDecisions(0),
                SendOutcome.SEND_OUTCOME_BLOCKED,
                SendReason.SEND_REASON_CHECK_UNAVAILABLE);
    }

    /** AC-90. */
    @Test
    void aNonCommercialTemplateGoesPastTheCheckButNotIntoABlockedDomain() {
        settings(UnsubscribeCheckSettings.newBuilder()
                .setEnabled(true)
                .setMode(UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_HYBRID)
                .addBlockedDomains("Blocked.test")
                .build());
        optOuts.unsubscribe("nc-out@check.test", OptionalLong.empty(), UnsubscribeSource.CLICKED_LINK, "", "");
        CheckSendableRequest request = CheckSendableRequest.newBuilder()
                .setPurpose(SendPurpose.SEND_PURPOSE_ONE_TO_ONE)
                .setTemplate(SendTemplate.newBuilder()
                        .setTemplateId("terms-change")
                        .setOwner("legal")
                        .setNonCommercial(true))
                .addRecipients(SendRecipient.newBuilder().setAddress("nc-out@check.test"))
                .addRecipients(SendRecipient.newBuilder().setAddress("ann@mail.blocked.test"))
                .build();
        int before = bypasses().size();

        List<SendDecision> decisions = unsubscribes.checkSendable(request).getDecisionsList();

        assertDecision(decisions.get(0), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_NON_COMMERCIAL);
        assertDecision(decisions.get(1), SendOutcome.SEND_OUTCOME_BLOCKED, SendReason.SEND_REASON_BLOCKED_DOMAIN);
        assertThat(leadCalls()).isZero();
        List<UnsubscribeCheckBypass> bypasses = bypasses();
        assertThat(bypasses).hasSize(before + 1);
        assertThat(bypasses.get(0).getTemplateId()).isEqualTo("terms-change");
        assertThat(bypasses.get(0).getTemplateOwner()).isEqualTo("legal");
        assertThat(bypasses.get(0).getRecipientCount()).isEqualTo(1);
    }

    private List<UnsubscribeCheckBypass> bypasses() {
        return unsubscribes
                .listUnsubscribeCheckBypasses(ListUnsubscribeCheckBypassesRequest.newBuilder()
                        .setPageSize(1_000)
                        .build())
                .getBypassesList();
    }

    /** R-C-6: a batch that matches too much is split; an address that alone does is not allowed, the others are. */
    @Test
    void anAddressWithTooManyRecordsIsInconclusive() {
        for (int i = 1; i <= 1_001; i++) {
            lead(i, "crowd@check.test", false);
        }
        lead(2_000, "single@check.test", false);
        List<SendDecision> decisions =
                ask(SendPurpose.SEND_PURPOSE_BULK, "single@check.test", "crowd@check.test", "\"a,b\"@check.test");

        assertDecision(decisions.get(0), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_SUBSCRIBED);
        assertDecision(decisions.get(1), SendOutcome.SEND_OUTCOME_BLOCKED, SendReason.SEND_REASON_CHECK_INCONCLUSIVE);
        assertDecision(decisions.get(2), SendOutcome.SEND_OUTCOME_BLOCKED, SendReason.SEND_REASON_CHECK_INCONCLUSIVE);
    }

    /** AC-73, the part without Salesforce: an opt-out that is stored while Marketo is being asked still blocks. */
    @Test
    void anOptOutDuringTheQuestionBlocks() throws Exception {
        settings(UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_LIVE, false);
        lead(1, "during@check.test", false);
        marketo.faults().onNext(1, new Fault.Slow(Duration.ofSeconds(2)));
        int before = marketo.meter().today();
        try (ExecutorService sender = Executors.newSingleThreadExecutor()) {
            Future<SendDecision> decision = sender.submit(() -> oneToOne("during@check.test"));
            await().until(() -> marketo.meter().today() > before);
            optOuts.unsubscribe("during@check.test", OptionalLong.empty(), UnsubscribeSource.CLICKED_LINK, "", "");

            assertDecision(decision.get(), SendOutcome.SEND_OUTCOME_BLOCKED, SendReason.SEND_REASON_SALES_OPT_OUT);
        }
    }

    @Test
    void settingsHaveVersionsAndOneEditorAtATime() {
        UnsubscribeCheckSettings off = UnsubscribeCheckSettings.newBuilder()
                .setMode(UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_LIVE)
                .build();
        UnsubscribeCheckSettingsVersion version = settings(off);
        assertThat(settings(off)).isEqualTo(version);
        assertDecision(oneToOne("off@check.test"), SendOutcome.SEND_OUTCOME_ALLOWED, SendReason.SEND_REASON_CHECK_OFF);
        assertThat(bypasses().get(0).getReason()).isEqualTo(SendReason.SEND_REASON_CHECK_OFF);

        assertThatThrownBy(() ->
                        unsubscribes.updateUnsubscribeCheckSettings(UpdateUnsubscribeCheckSettingsRequest.newBuilder()
                                .setSettings(off.toBuilder().setEnabled(true))
                                .setEtag(Long.toString(version.getVersion() - 1))
                                .setAuthor("other")
                                .build()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.ABORTED));
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThatThrownBy(() -> unsubscribes.checkSendable(CheckSendableRequest.newBuilder()
                        .addRecipients(SendRecipient.newBuilder()
                                .setAddress("a@check.test")
                                .setRetryToken("made up"))
                        .setTemplate(SendTemplate.newBuilder().setNonCommercial(true))
                        .build()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT: recipients[0].retry_token")
                .hasMessageContaining("and 3 more");
        assertThatThrownBy(() -> unsubscribes.checkSendable(CheckSendableRequest.getDefaultInstance()))
                .hasMessageContaining("recipients");
    }
}
