package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.activity;
import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.call;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.deletedMember;
import static dev.touchstone.touchpoint.service.Facts.deletedPerson;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.marketingActivity;
import static dev.touchstone.touchpoint.service.Facts.marketoPerson;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Facts.mergedPerson;
import static dev.touchstone.touchpoint.service.Facts.modified;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static dev.touchstone.touchpoint.service.Facts.program;
import static dev.touchstone.touchpoint.service.Facts.programMember;
import static dev.touchstone.touchpoint.service.Refused.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.CheckConsistencyResponse;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.ErasePersonRequest;
import dev.touchstone.touchpoint.v1.ErasePersonResponse;
import dev.touchstone.touchpoint.v1.ExportPersonRequest;
import dev.touchstone.touchpoint.v1.IgnoreIdentityRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.RecomputeRequest;
import dev.touchstone.touchpoint.v1.RecordAliasIdentitiesRequest;
import dev.touchstone.touchpoint.v1.RecordAliasIdentitiesResponse;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.VisitorAlias;
import dev.touchstone.touchpoint.v1.VisitorAliasType;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Export and erasure of people (section 2.7) over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class PrivacyTest extends ServiceFixture {
    private static final String ZOE = "zoe@example.com";
    private static final String BOB = "bob@example.org";
    private static final String HOME = "https://www.acme.com/";

    private Privacy privacy;

    @BeforeEach
    void beginPrivacy() {
        privacy = new Privacy(client, state);
    }

    /** Other tests take anybody in. */
    @AfterEach
    void forget() {
        state.clear();
    }

    /** Zoe with something in every table, and Bob. */
    private void storeZoeAndBob() {
        client.sync(
                campaign("C1", "Webinar", SyncType.SYNC_TYPE_INCLUDE_ALL, at("07:00")),
                program("P1", "Ebook", at("07:00")),
                lead("L-zoe", ZOE, at("08:00")),
                member("M-zoe", "C1", "L-zoe", at("09:00"), at("09:00")),
                activity("T-zoe", "L-zoe", "Call", at("09:10"), at("09:10")),
                programMember("PM-zoe", "P1", "L-zoe", at("09:20"), at("09:20")),
                marketingActivity("A-zoe", "L-zoe", "P1", at("09:30"), at("09:30")),
                role("R-zoe", "L-zoe"),
                lead("L-bob", BOB, at("08:00")),
                member("M-bob", "C1", "L-bob", at("09:00"), at("09:00")));
        client.ingest(
                pageView("v-zoe", "e1", at("10:00"), HOME).build(),
                form("v-zoe", "e2", at("10:01"), HOME, "Zoe@Example.com").build(),
                aliased("v-zoe", "e3", VisitorAliasType.VISITOR_ALIAS_TYPE_MARKETO_MUNCHKIN, "cookie-zoe"),
                form("v-bob", "e1", at("10:00"), HOME, BOB).build());
        client.identities.recordAliasIdentities(identities("cookie-zoe", ZOE));
        client.identities.ignoreIdentity(IgnoreIdentityRequest.newBuilder()
                .setEmail(ZOE)
                .setVisitorId("v-kiosk")
                .build());
        client.awaitDerived();
    }

    private static CrmRecord role(String id, String personId) {
        CrmRecord.Builder record = modified(at("09:00"));
        record.getContactRoleBuilder()
                .setContactRoleId(id)
                .setOpportunityId("O1")
                .setCrmPersonId(personId)
                .setRole("Buyer");
        return record.build();
    }

    private static WebEvent aliased(String visitor, String event, VisitorAliasType type, String value) {
        return pageView(visitor, event, at("10:02"), HOME)
                .setType(WebEventType.WEB_EVENT_TYPE_ALIAS)
                .setAlias(VisitorAlias.newBuilder().setType(type).setValue(value))
                .build();
    }

    private static RecordAliasIdentitiesRequest identities(String munchkin, String... emails) {
        RecordAliasIdentitiesRequest.Builder request = RecordAliasIdentitiesRequest.newBuilder();
        for (String email : emails) {
            request.addAliasIdentities(IdentityFacts.identity(munchkin, email, at("08:00")));
        }
        return request.build();
    }

    @Test
    void exportTellsEveryRowOfAPersonByWhateverTheyAreNamedAndNothingOfOthers() throws Exception {
        storeZoeAndBob();

        Map<String, List<String>> byEmail = privacy.export("ZOE@example.com");

        assertThat(byEmail.keySet())
                .containsExactly(
                        "activity",
                        "alias_identity",
                        "campaign_member",
                        "contact_role",
                        "crm_person",
                        "crm_person_identity",
                        "ignored_identity",
                        "marketing_activity",
                        "person",
                        "program_member",
                        "session",
                        "touchpoint",
                        "touchpoint_change",
                        "web_event");
        assertThat(byEmail.get("web_event")).hasSize(3);
        assertThat(byEmail.values().stream().flatMap(List::stream)).noneMatch(row -> row.contains("bob"));
        Struct.Builder lead = Struct.newBuilder();
        JsonFormat.parser().merge(byEmail.get("crm_person").get(0), lead);
        assertThat(lead.getFieldsOrThrow("email").getStringValue()).isEqualTo(ZOE);
        assertThat(privacy.export(ExportPersonRequest.newBuilder().setVisitorId("v-zoe")))
                .isEqualTo(byEmail);
        assertThat(privacy.export(ExportPersonRequest.newBuilder().setCrmPersonId("L-zoe")))
                .isEqualTo(byEmail);
        assertThat(privacy.export("nobody@example.com")).isEmpty();
    }

    @Test
    void aPersonOfManyRowsIsToldWhole() {
        for (int batch = 0; batch < 3; batch++) {
            WebEvent[] events = new WebEvent[700];
            for (int i = 0; i < events.length; i++) {
                events[i] = pageView("v-zoe", "e" + batch + "-" + i, at("10:00").plusSeconds(i), HOME)
                        .build();
            }
            client.ingest(events);
        }

        Map<String, List<String>> rows =
                privacy.export(ExportPersonRequest.newBuilder().setVisitorId("v-zoe"));

        assertThat(rows.get("web_event")).hasSize(2_100).doesNotHaveDuplicates();
    }

    @Test
    void erasureLeavesNoTraceAndRepeatingItDoesNoHarm() {
        storeZoeAndBob();
        long touchpoints = state.count("touchpoint");
        long ofBob = privacy.export(BOB).get("touchpoint").size();

        ErasePersonResponse erased = privacy.erase(ZOE);
        client.awaitDerived();

        assertThat(erased.getWasErasedBefore()).isFalse();
        assertThat(Privacy.removed(erased))
                .isEqualTo(Map.ofEntries(
                        Map.entry("activity", 1L),
                        Map.entry("alias_identity", 1L),
                        Map.entry("campaign_member", 1L),
                        Map.entry("contact_role", 1L),
                        Map.entry("crm_person", 1L),
                        Map.entry("ignored_identity", 1L),
                        Map.entry("marketing_activity", 1L),
                        Map.entry("person", 1L),
                        Map.entry("program_member", 1L),
                        Map.entry("web_event", 3L)));
        assertThat(privacy.rowsWith("zoe")).isEmpty();
        assertThat(state.count("touchpoint")).isEqualTo(ofBob);
        assertThat(state.texts("SELECT count(*)::text FROM touchpoint_change WHERE type = 'REMOVED'"))
                .as("watchers are told")
                .containsExactly(Long.toString(touchpoints - ofBob));
        assertThat(client.journey(BOB).getTouchpointsCount()).isPositive();
        recomputeChangesNothing();

        ErasePersonResponse again = privacy.erase("ZOE@EXAMPLE.COM");
        assertThat(again.getWasErasedBefore()).isTrue();
        assertThat(again.getEraseTime()).isEqualTo(erased.getEraseTime());
        assertThat(again.getRemovedRowsList()).isEmpty();
        assertThat(again.getPendingRowCount()).isZero();
    }

    /** By address, by CRM id and by visitor; what others sent in the same batch is taken. */
    @Test
    void whoWasErasedIsNotTakenInAgainAndTheReasonIsTold() {
        storeZoeAndBob();
        privacy.erase(ZOE);
        client.awaitDerived();
        List<String> facts = state.facts();

        IngestWebEventsResponse events = client.ingest(
                form("v-new", "e1", at("11:00"), HOME, ZOE).build(),
                pageView("v-zoe", "e9", at("11:00"), HOME).build(),
                aliased("v-new", "e3", VisitorAliasType.VISITOR_ALIAS_TYPE_CRM_PERSON, "L-zoe"),
                pageView("", "e4", at("11:00"), HOME).build(),
                form("v-bob", "e1", at("10:00"), HOME, BOB).build());
        assertThat(events.getDuplicateCount()).isEqualTo(1);
        assertThat(events.getAcceptedCount()).isZero();
        assertThat(events.getRefusedCount()).isEqualTo(4);
        assertThat(fields(events.getRefusalsList()))
                .containsExactly(
                        "web_events[3].visitor_id FIELD_REQUIRED",
                        "web_events[0] PERSON_ERASED",
                        "web_events[1] PERSON_ERASED",
                        "web_events[2] PERSON_ERASED");

        SyncCrmRecordsResponse records = client.sync(
                member("M-bob", "C1", "L-bob", at("09:00"), at("09:00")),
                lead("L-zoe", "new@example.com", at("12:00")),
                lead("L-other", ZOE, at("12:00")),
                member("M-new", "C1", "L-zoe", at("12:00"), at("12:00")),
                activity("T-new", "L-zoe", "Call", at("12:00"), at("12:00")),
                programMember("PM-new", "P1", "L-zoe", at("12:00"), at("12:00")),
                marketingActivity("A-new", "L-zoe", "P1", at("12:00"), at("12:00")),
                role("R-new", "L-zoe"),
                deletedPerson("L-zoe", at("13:00")));
        assertThat(records.getAcceptedCount()).isZero();
        assertThat(records.getUnchangedCount())
                .as("that somebody who is erased was deleted is no news")
                .isEqualTo(2);
        assertThat(fields(records.getRefusalsList()))
                .containsExactly(
                        "records[1] PERSON_ERASED",
                        "records[2] PERSON_ERASED",
                        "records[3] PERSON_ERASED",
                        "records[4] PERSON_ERASED",
                        "records[5] PERSON_ERASED",
                        "records[6] PERSON_ERASED",
                        "records[7] PERSON_ERASED");
        assertThat(records.getRefusals(0).getRecordId()).isEqualTo("L-zoe");

        RecordAliasIdentitiesResponse aliases =
                client.identities.recordAliasIdentities(identities("cookie-new", ZOE, BOB));
        assertThat(aliases.getAcceptedCount()).isEqualTo(1);
        assertThat(fields(aliases.getRefusalsList())).containsExactly("alias_identities[0] PERSON_ERASED");

        state.execute("DELETE FROM alias_identity");
        assertThat(state.facts()).isEqualTo(facts);
    }

    private static List<String> fields(List<Refusal> refusals) {
        return refusals.stream()
                .map(refusal -> refusal.getViolations(0).getField() + " "
                        + refusal.getViolations(0).getReason())
                .toList();
    }

    /** Two people at one browser: each session is somebody's, and only theirs goes. */
    @Test
    void ofAVisitorWhomTwoPeopleShareOnlyWhatIsTheirsGoes() {
        client.ingest(
                pageView("v-shared", "e1", at("08:00"), HOME).build(),
                form("v-shared", "e2", at("08:01"), HOME, ZOE).build(),
                pageView("v-shared", "e3", at("15:00"), HOME).build(),
                form("v-shared", "e4", at("15:01"), HOME, BOB).build());
        client.awaitDerived();
        assertThat(state.owners("v-shared")).containsExactly(ZOE, BOB);
        assertThat(refusal(() -> privacy.eraseVisitor("v-shared"))).isEqualTo("FAILED_PRECONDITION PERSON_AMBIGUOUS");
        assertThat(privacy.export(ZOE).get("web_event")).hasSize(2);

        ErasePersonResponse erased = privacy.erase(ZOE);
        client.awaitDerived();

        assertThat(Privacy.removed(erased)).containsEntry("web_event", 2L);
        assertThat(state.owners("v-shared")).containsExactly(BOB);
        assertThat(privacy.rowsWith("zoe")).isEmpty();
        assertThat(client.ingest(pageView("v-shared", "e5", at("16:00"), HOME).build())
                        .getAcceptedCount())
                .as("the visitor is Bob's, too")
                .isEqualTo(1);
        client.awaitDerived();
        recomputeChangesNothing();
    }

    /** Records merged into one another and duplicates without an address are the same person. */
    @Test
    void recordsThatLeadToThePersonGoWithIt() {
        client.sync(
                lead("L1", ZOE, at("08:00")),
                mergedPerson("L2", "L1", at("08:00")),
                marketoPerson("K1", "", "L2", at("08:00")),
                marketoPerson("K2", BOB, "L1", at("08:00")),
                member("M1", "C1", "L2", at("09:00"), at("09:00")),
                member("M2", "C1", "L1", at("09:00"), at("09:00")),
                deletedMember("M2", at("10:00")),
                activity("T1", "L1", "Call", at("09:00"), at("09:00")),
                call("T2", "K1", "v-1", at("09:00"), at("09:00")));
        client.ingest(pageView("v-1", "e1", at("09:00"), HOME).build());
        client.awaitDerived();
        client.sync(activity("T1", "K2", "Call", at("09:00"), at("11:00")));
        client.awaitDerived();

        ErasePersonResponse erased = privacy.eraseCrmPerson("K1");
        client.awaitDerived();

        assertThat(Privacy.removed(erased))
                .containsEntry("crm_person", 3L)
                .containsEntry("campaign_member", 1L)
                .containsEntry("activity", 1L)
                .containsEntry("web_event", 1L);
        assertThat(privacy.rowsWith("L1"))
                .as("but for what Marketo says of somebody else")
                .allMatch(row -> row.startsWith("crm_person (K2"));
        assertThat(privacy.rowsWith("L2")).isEmpty();
        assertThat(privacy.rowsWith("K1")).isEmpty();
        assertThat(fields(client.sync(lead("L2", BOB, at("12:00"))).getRefusalsList()))
                .containsExactly("records[0] PERSON_ERASED");
        recomputeChangesNothing();
    }

    @Test
    void anAnonymousVisitorIsErasedAlone() {
        ingest(
                pageView("v-1", "e1", at("08:00"), HOME).build(),
                pageView("v-2", "e1", at("08:00"), HOME).build());

        ErasePersonResponse erased = privacy.eraseVisitor("v-1");
        client.awaitDerived();

        assertThat(Privacy.removed(erased)).isEqualTo(Map.of("web_event", 1L));
        assertThat(state.texts("SELECT visitor_id FROM session")).containsExactly("v-2");
        assertThat(client.ingest(pageView("v-1", "e1", at("08:00"), HOME).build())
                        .getRefusedCount())
                .isEqualTo(1);
    }

    /** A request may come before the data. */
    @Test
    void somebodyUnknownIsKeptOutToo() {
        ErasePersonResponse erased = privacy.erase(ZOE);

        assertThat(erased.getWasErasedBefore()).isFalse();
        assertThat(erased.getRemovedRowsList()).isEmpty();
        assertThat(client.sync(lead("L1", ZOE, at("08:00"))).getRefusalsCount()).isEqualTo(1);
    }

    @Test
    void whoIsMeantHasToBeSaid() {
        assertThat(refusal(() -> client.privacy.erasePerson(ErasePersonRequest.getDefaultInstance())))
                .isEqualTo("INVALID_ARGUMENT INVALID_FIELDS");
        assertThat(refusal(() -> privacy.erase("zoe"))).isEqualTo("INVALID_ARGUMENT INVALID_FIELDS");
        assertThat(refusal(() -> privacy.eraseVisitor("v 1"))).isEqualTo("INVALID_ARGUMENT INVALID_FIELDS");
        assertThat(refusal(() -> privacy.eraseCrmPerson(""))).isEqualTo("INVALID_ARGUMENT INVALID_FIELDS");
        assertThat(refusal(() -> privacy.export(ExportPersonRequest.newBuilder())))
                .isEqualTo("INVALID_ARGUMENT INVALID_FIELDS");
        assertThat(state.texts("SELECT erasures::text FROM erasure_state")).containsExactly("0");
    }

    /** Without the key nobody who was erased is known again, so nothing is acknowledged. */
    @Test
    void withAnotherKeyNothingIsTakenIn() {
        privacy.erase(ZOE);
        state.execute("UPDATE erasure_state SET key_check = '\\x00'");

        assertThat(refusal(() ->
                        client.ingest(pageView("v-1", "e1", at("08:00"), HOME).build())))
                .isEqualTo("UNAVAILABLE ERASURE_KEY_MISSING");
        assertThat(refusal(() -> client.sync(lead("L1", BOB, at("08:00")))))
                .isEqualTo("UNAVAILABLE ERASURE_KEY_MISSING");
        assertThat(refusal(() -> privacy.erase(BOB))).isEqualTo("UNAVAILABLE ERASURE_KEY_MISSING");
        assertThat(state.facts()).isEmpty();
    }

    /** What is on its way into the database when the erasure begins is removed by it. */
    @Test
    void anErasureWaitsForWhatIsJustBeingStored() {
        client.ingest(form("v-1", "e1", at("08:00"), HOME, ZOE).build());
        client.awaitDerived();
        try (HeldCommit held = new HeldCommit(dataSource, "crm_person")) {
            CompletableFuture<Void> storing = held.start(() -> client.sync(lead("L1", ZOE, at("08:00"))));
            CompletableFuture<ErasePersonResponse> erasing = CompletableFuture.supplyAsync(() -> privacy.erase(ZOE));
            state.awaitTrue("SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                    + " AND mode = 'ExclusiveLock' AND objid = 0");
            held.release(storing);

            assertThat(Privacy.removed(erasing.join())).containsEntry("crm_person", 1L);
        }
        client.awaitDerived();
        assertThat(privacy.rowsWith(ZOE)).isEmpty();
        assertThat(privacy.rowsWith("L1")).isEmpty();
    }

    /** The connection breaks when all is removed and nothing is committed, as with kill -9 of the process. */
    @Test
    void anErasureThatIsKilledHalfWayChangesNothingAndIsFinishedByTheNext() {
        storeZoeAndBob();
        List<String> facts = state.facts();
        List<String> derived = state.derived();
        try (HeldCommit held = new HeldCommit(dataSource, "crm_person")) {
            CompletableFuture<Void> erasing = held.start(() -> privacy.erase(ZOE));
            state.execute("SELECT pg_terminate_backend(pid) FROM pg_locks"
                    + " WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted");

            assertThat(erasing.handle((done, error) -> Status.fromThrowable(
                                            error instanceof CompletionException ? error.getCause() : error)
                                    .getCode())
                            .join())
                    .isEqualTo(Status.Code.UNAVAILABLE);
        }
        client.awaitDerived();
        assertThat(state.facts()).isEqualTo(facts);
        assertThat(state.derived()).isEqualTo(derived);
        assertThat(state.count("erased_identity")).isZero();
        assertThat(client.ingest(form("v-zoe", "e7", at("10:05"), HOME, ZOE).build())
                        .getAcceptedCount())
                .as("nobody is kept out")
                .isEqualTo(1);

        privacy.erase(ZOE);
        client.awaitDerived();
        assertThat(privacy.rowsWith("zoe")).isEmpty();
        recomputeChangesNothing();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 6);
    }

    /** Whatever is known of whom: what is derived after an erasure is what a recompute derives, and nobody comes back. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void incrementalEqualsARecomputeAfterAnyErasure(long seed) {
        RandomOrganisation organisation = new RandomOrganisation(seed);
        organisation.records.forEach(record -> client.sync(record));
        organisation.events.forEach(event -> client.ingest(event));
        String email = state.texts("SELECT email FROM person ORDER BY person_id LIMIT 1")
                .get(0);

        privacy.erase(email);
        client.awaitDerived();

        assertThat(privacy.rowsWith(email)).as("seed %d", seed).isEmpty();
        recomputeChangesNothing();
        organisation.records.forEach(record -> client.sync(record));
        organisation.events.forEach(event -> client.ingest(event));
        client.awaitDerived();
        assertThat(privacy.rowsWith(email)).as("seed %d, sent again", seed).isEmpty();
        recomputeChangesNothing();
    }

    private void recomputeChangesNothing() {
        List<String> derived = state.derived();
        long changes = state.count("touchpoint_change");

        client.admin.recompute(RecomputeRequest.getDefaultInstance());
        client.awaitDerived();

        assertThat(state.derived()).isEqualTo(derived);
        assertThat(state.count("touchpoint_change")).isEqualTo(changes);
        CheckConsistencyResponse check = client.admin.checkConsistency(CheckConsistencyRequest.getDefaultInstance());
        assertThat(check.getExamplesList()).isEmpty();
    }
}
