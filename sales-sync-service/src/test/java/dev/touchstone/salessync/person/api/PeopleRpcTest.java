package dev.touchstone.salessync.person.api;

import static dev.touchstone.salessync.person.PeopleScene.QUEUE;
import static dev.touchstone.salessync.person.PeopleScene.T0;
import static dev.touchstone.salessync.person.PeopleScene.USER;
import static dev.touchstone.salessync.person.PeopleScene.lead;
import static dev.touchstone.salessync.person.PeopleScene.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.ErrorInfo;
import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.person.PeopleScene;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.v1.AddPeopleToGroupRequest;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.CreatePersonGroupRequest;
import dev.touchstone.salessync.v1.CreatePersonRequest;
import dev.touchstone.salessync.v1.DeletePersonGroupRequest;
import dev.touchstone.salessync.v1.DeletePersonRequest;
import dev.touchstone.salessync.v1.ErasePersonRequest;
import dev.touchstone.salessync.v1.ExplainPersonRequest;
import dev.touchstone.salessync.v1.ExportPersonRequest;
import dev.touchstone.salessync.v1.FindPeopleRequest;
import dev.touchstone.salessync.v1.FindPeopleResponse;
import dev.touchstone.salessync.v1.GetPersonHistoryRequest;
import dev.touchstone.salessync.v1.GetPersonHistoryResponse;
import dev.touchstone.salessync.v1.GetPersonRequest;
import dev.touchstone.salessync.v1.ListPersonConflictsRequest;
import dev.touchstone.salessync.v1.ListPersonGroupsRequest;
import dev.touchstone.salessync.v1.PersonChange;
import dev.touchstone.salessync.v1.PersonChangeType;
import dev.touchstone.salessync.v1.PersonExplanation;
import dev.touchstone.salessync.v1.PersonFieldChange;
import dev.touchstone.salessync.v1.PersonFieldProvenance;
import dev.touchstone.salessync.v1.PersonGroup;
import dev.touchstone.salessync.v1.PersonGroupServiceGrpc.PersonGroupServiceBlockingStub;
import dev.touchstone.salessync.v1.PersonReadWay;
import dev.touchstone.salessync.v1.PersonStanding;
import dev.touchstone.salessync.v1.SalesPeopleServiceGrpc.SalesPeopleServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesPerson;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.salessync.v1.StreamPeopleRequest;
import dev.touchstone.salessync.v1.StreamPeopleResponse;
import dev.touchstone.salessync.v1.UnqualifiedReason;
import dev.touchstone.salessync.v1.UpdatePersonRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People over gRPC: a real socket, a real database, Marketo emulated. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PeopleRpcTest {
    @GrpcClient("service")
    SalesPeopleServiceBlockingStub people;

    @GrpcClient("service")
    PersonGroupServiceBlockingStub groups;

    @GrpcClient("service")
    SalesSyncAdminServiceBlockingStub admin;

    @Inject
    PeopleScene scene;

    MarketoEmulator marketo;

    @BeforeEach
    void nobody() throws Exception {
        scene.clear();
        marketo.leads().clear();
        marketo.faults().clear();
    }

    private static void assertRefused(Runnable call, Status.Code code, String reason) {
        assertThat(refusal(call, code).getReason()).isEqualTo(reason);
    }

    private static ErrorInfo refusal(Runnable call, Status.Code code) {
        List<ErrorInfo> infos = new ArrayList<>();
        assertThatThrownBy(call::run).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
            assertThat(failure.getStatus().getCode()).isEqualTo(code);
            try {
                infos.add(StatusProto.fromThrowable(failure).getDetails(0).unpack(ErrorInfo.class));
            } catch (Exception e) {
                throw new AssertionError("no error details", e);
            }
        });
        return infos.get(0);
    }

    private List<Long> find(FindPeopleRequest.Builder request) {
        List<Long> ids = new ArrayList<>();
        String token = "";
        do {
            FindPeopleResponse page =
                    people.findPeople(request.setPageSize(2).setPageToken(token).build());
            page.getPeopleList().stream().map(SalesPerson::getMarketoId).forEach(ids::add);
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return ids;
    }

    private static FindPeopleRequest.Builder asking() {
        return FindPeopleRequest.newBuilder();
    }

    private static PersonReading named(long id, String first, String last, String company) {
        Map<LeadField, String> values = lead(id);
        values.put(LeadField.FIRST_NAME, first);
        values.put(LeadField.LAST_NAME, last);
        values.put(LeadField.COMPANY, company);
        return reading(id, values);
    }

    /** AC-10, and every other condition, over pages of two. */
    @Test
    void peopleAreFoundByWhatIsKnownOfThem() {
        scene.write(
                T0,
                named(1, "Ann", "Lee", "Acme"),
                named(2, "Lee", "Major", "ACME Tools"),
                named(3, "Bob", "Leeds", "Beta"),
                named(4, "Änne", "Öst", "Gamma"),
                named(5, "Leela", "Turanga", "acme"),
                reading(201, LeadField.EMAIL, "Dup@x.test"),
                reading(202, LeadField.EMAIL, "dup@X.test"),
                reading(301, LeadField.OWNER_ID, "0055g000009ZzZz"));
        scene.write(T0.plusSeconds(1), reading(302, lead(302)));
        scene.write(T0.plusSeconds(2), reading(302, LeadField.OWNER_ID, QUEUE));

        assertThat(find(asking().setEmail("DUP@x.test"))).containsExactly(201L, 202L);
        assertThat(find(asking().setName("lee"))).containsExactly(1L, 3L, 2L, 5L);
        assertThat(find(asking().setName("ann le"))).containsExactly(1L);
        assertThat(find(asking().setName("öST"))).containsExactly(4L);
        assertThat(find(asking().setCompany("acme"))).contains(1L, 5L, 2L).hasSizeGreaterThan(2);
        assertThat(find(asking().setCompany("acme t"))).containsExactly(2L);
        assertThat(find(asking().setOwnerId("0055g000009ZzZz"))).containsExactly(301L);
        assertThat(find(asking().setSalesforceId("00Q5g0000000301"))).containsExactly(301L);
        assertThat(find(asking().setName("lee").setCompany("beta"))).containsExactly(3L);
        assertThat(find(asking().setEmail("person302@x.test"))).isEmpty();
        assertThat(find(asking().setEmail("person302@x.test").setIncludeHidden(true)))
                .containsExactly(302L);
        assertRefused(() -> find(asking()), Status.Code.INVALID_ARGUMENT, "INVALID_FIELDS");
        assertRefused(() -> find(asking().setSalesforceId("x")), Status.Code.INVALID_ARGUMENT, "INVALID_FIELDS");
    }

    /** AC-16, R-RO-1: people are not changed here, and the refusal says where they are. */
    @Test
    void peopleAreReadOnly() {
        scene.write(T0, reading(101, LeadField.SALESFORCE_LEAD_ID, "00Q5g00000AbCdE"));
        SalesPerson person = SalesPerson.newBuilder().setMarketoId(101).build();
        ErrorInfo update = refusal(
                () -> people.updatePerson(
                        UpdatePersonRequest.newBuilder().setPerson(person).build()),
                Status.Code.FAILED_PRECONDITION);
        assertThat(update.getReason()).isEqualTo("PERSON_READ_ONLY");
        assertThat(update.getMetadataOrThrow("link")).endsWith("/00Q5g00000AbCdEEAV");
        ErrorInfo delete = refusal(
                () -> people.deletePerson(
                        DeletePersonRequest.newBuilder().setMarketoId(999).build()),
                Status.Code.FAILED_PRECONDITION);
        assertThat(delete.getMetadataOrThrow("link")).endsWith("leadId=999");
        assertRefused(
                () -> people.createPerson(CreatePersonRequest.getDefaultInstance()),
                Status.Code.FAILED_PRECONDITION,
                "PERSON_READ_ONLY");
    }

    @Test
    void aMergedIdStandsForItsWinnerAndTheGoneAreTold() {
        scene.write(T0, reading(11, lead(11)), reading(12, lead(12)), reading(13, lead(13)));
        scene.merge(12, 11, T0.plusSeconds(1));
        scene.bury(T0.plusSeconds(1), List.of(13L));
        var answer =
                people.getPerson(GetPersonRequest.newBuilder().setMarketoId(12).build());
        assertThat(answer.getPerson().getMarketoId()).isEqualTo(11);
        assertThat(answer.getMergedMarketoId()).isEqualTo(12);
        assertThat(refusal(
                                () -> people.getPerson(GetPersonRequest.newBuilder()
                                        .setMarketoId(13)
                                        .build()),
                                Status.Code.NOT_FOUND)
                        .getMetadataOrThrow("state"))
                .isEqualTo("TOMBSTONE");
        // Its Salesforce id finds the winner.
        assertThat(find(asking().setSalesforceId("00Q5g0000000012"))).containsExactly(11L);
    }

    @Test
    void historyTellsWhatAFieldWasAndWhereThatWasRead() {
        scene.write(ReadWay.SNAPSHOT, T0, List.of(reading(1, lead(1))));
        for (int i = 1; i <= 5; i++) {
            scene.write(ReadWay.RECONCILE, T0.plusSeconds(i), List.of(reading(1, LeadField.TITLE, "Title" + i)));
        }
        List<PersonFieldChange> changes = new ArrayList<>();
        String token = "";
        do {
            GetPersonHistoryResponse page = people.getPersonHistory(GetPersonHistoryRequest.newBuilder()
                    .setMarketoId(1)
                    .setPageSize(2)
                    .setPageToken(token)
                    .build());
            changes.addAll(page.getChangesList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        assertThat(changes)
                .map(change -> change.getField() + ": " + change.getOldValue() + " -> " + change.getNewValue() + " v"
                        + change.getVersion())
                .containsExactly(
                        "title: Title4 -> Title5 v6",
                        "title: Title3 -> Title4 v5",
                        "title: Title2 -> Title3 v4",
                        "title: Title1 -> Title2 v3",
                        "title:  -> Title1 v2");
        assertThat(changes.get(4).hasOldValue()).isFalse();
        assertThat(changes.get(0).getWay()).isEqualTo(PersonReadWay.PERSON_READ_WAY_RECONCILE);
        assertThat(changes.get(0).getReadTime().getSeconds())
                .isEqualTo(T0.plusSeconds(5).getEpochSecond());
    }

    private PersonExplanation explain(long id) {
        return people.explainPerson(
                        ExplainPersonRequest.newBuilder().setMarketoId(id).build())
                .getExplanation();
    }

    /** AC-08: somebody who never qualified is explained too, from Marketo. */
    @Test
    void whoeverIsNotHereIsExplainedFromMarketo() {
        assertRefused(() -> explain(102), Status.Code.FAILED_PRECONDITION, "NOT_CONNECTED");
        marketo.changeClientSecret("touchstone-demo-secret");
        Map<String, Object> fields = new HashMap<>();
        fields.put("lastName", "Lee");
        fields.put("sfdcLeadId", "00Q5g00000AbCdE");
        fields.put("sfdcLeadOwnerId", QUEUE);
        marketo.leads().put(102, fields);
        admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                .setBaseUrl(marketo.baseUrl().toString())
                .setClientId("touchstone-demo")
                .setClientSecret("touchstone-demo-secret")
                .build());

        PersonExplanation explanation = explain(102);
        assertThat(explanation.getStanding()).isEqualTo(PersonStanding.PERSON_STANDING_NOT_QUALIFIED);
        assertThat(explanation.getReason()).isEqualTo(UnqualifiedReason.UNQUALIFIED_REASON_OWNER_IS_QUEUE);
        assertThat(explanation.getSentence()).contains("queue");
        assertThat(explanation.getReadLive()).isTrue();
        assertThat(explanation.getPerson().getLastName()).isEqualTo("Lee");
        // The instance is open already: who asks again costs one call.
        marketo.calls().clear();
        assertRefused(() -> explain(103), Status.Code.NOT_FOUND, "PERSON_NOT_FOUND");
        assertThat(marketo.calls().all()).map(Call::path).containsExactly("/rest/v1/leads.json");
        assertThat(scene.rows("SELECT 1 FROM person")).isEmpty();
    }

    @Test
    void eachFieldSaysWhereItsValueComesFrom() {
        java.time.Instant now = java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        scene.write(ReadWay.SNAPSHOT, now.minusSeconds(60), List.of(reading(1, lead(1))));
        scene.write(ReadWay.FEED, now, List.of(reading(1, LeadField.TITLE, "CEO")));
        scene.merge(5, 1, now);
        PersonExplanation explanation = explain(5);
        assertThat(explanation.getStanding()).isEqualTo(PersonStanding.PERSON_STANDING_ACTIVE);
        assertThat(explanation.getWinnerMarketoId()).isEqualTo(1);
        assertThat(explanation.getFieldsList())
                .filteredOn(field ->
                        field.getField().equals("title") || field.getField().equals("last_name"))
                .map(PersonFieldProvenance::getWay)
                .containsExactly(PersonReadWay.PERSON_READ_WAY_SNAPSHOT, PersonReadWay.PERSON_READ_WAY_FEED);
        scene.bury(now, List.of(1L));
        assertThat(explain(1).getStanding()).isEqualTo(PersonStanding.PERSON_STANDING_TOMBSTONE);
        people.erasePerson(ErasePersonRequest.newBuilder().setMarketoId(1).build());
        assertThat(explain(1).getStanding()).isEqualTo(PersonStanding.PERSON_STANDING_ERASED);
        assertRefused(
                () -> people.getPerson(
                        GetPersonRequest.newBuilder().setMarketoId(1).build()),
                Status.Code.NOT_FOUND,
                "PERSON_GONE");
    }

    /** Under whatever id somebody is asked for, all that is stored about them and nothing about others. */
    @Test
    void whatIsStoredAboutAPersonIsToldRowByRow() {
        scene.write(T0, reading(1, lead(1)), reading(2, lead(2)), reading(3, LeadField.EMAIL, "old3@x.test"));
        scene.write(T0.plusSeconds(1), reading(1, LeadField.TITLE, "CEO"));
        scene.merge(3, 1, T0.plusSeconds(2));

        Map<String, List<String>> told = export(1);

        assertThat(told).containsKeys("person", "person_alias", "person_change", "person_field_change");
        assertThat(told.get("person"))
                .hasSize(2)
                .anySatisfy(row -> assertThat(row).contains("person1@x.test", "CEO"));
        assertThat(told.values().stream().flatMap(List::stream)).noneMatch(row -> row.contains("person2@x.test"));
        assertThat(export(3)).isEqualTo(told);
        assertThat(export(77)).isEmpty();

        people.erasePerson(ErasePersonRequest.newBuilder().setMarketoId(3).build());
        assertThat(export(1).values().stream().flatMap(List::stream)).noneMatch(row -> row.contains("@"));
        assertRefused(() -> export(0), Status.Code.INVALID_ARGUMENT, "INVALID_FIELDS");
    }

    private Map<String, List<String>> export(long id) {
        Map<String, List<String>> rows = new HashMap<>();
        people.exportPerson(ExportPersonRequest.newBuilder().setMarketoId(id).build())
                .forEachRemaining(row -> rows.computeIfAbsent(row.getTable(), table -> new ArrayList<>())
                        .add(row.getRowJson()));
        return rows;
    }

    private List<PersonChange> take(StreamPeopleRequest request, int count, List<String> cursors) {
        List<PersonChange> taken = new ArrayList<>();
        try (Context.CancellableContext call = Context.current().withCancellation()) {
            call.run(() -> {
                Iterator<StreamPeopleResponse> stream = people.streamPeople(request);
                while (taken.size() < count) {
                    StreamPeopleResponse response = stream.next();
                    taken.addAll(response.getChangesList());
                    cursors.add(response.getAfterCursor());
                }
            });
        }
        return taken;
    }

    /** Everybody, then changes, over breaks at every message: nobody is missed and nothing is told twice. */
    @Test
    void theStreamGoesOnWhereItBroke() {
        scene.write(
                ReadWay.SNAPSHOT,
                T0,
                LongStream.rangeClosed(1, 250)
                        .mapToObj(id -> reading(id, lead(id)))
                        .toList());
        scene.bury(T0.plusSeconds(1), List.of(250L));
        List<String> cursors = new ArrayList<>();
        List<PersonChange> first = take(StreamPeopleRequest.getDefaultInstance(), 100, cursors);
        assertThat(first).hasSize(100);
        // It changes while everybody is read: one before the place of the reader, one after it.
        scene.write(T0.plusSeconds(2), reading(5, LeadField.TITLE, "CEO"), reading(240, LeadField.TITLE, "VP"));
        scene.merge(6, 5, T0.plusSeconds(3));

        List<PersonChange> rest = take(after(cursors.get(0)), 152, cursors);
        assertThat(rest.subList(0, 149)).map(PersonChange::getMarketoId).first().isEqualTo(101L);
        assertThat(rest.subList(149, 152))
                .map(change -> change.getType() + " " + change.getMarketoId())
                .containsExactly(
                        "PERSON_CHANGE_TYPE_CHANGED 5",
                        "PERSON_CHANGE_TYPE_CHANGED 240",
                        "PERSON_CHANGE_TYPE_MERGED 6");
        assertThat(rest.get(151).getWinnerMarketoId()).isEqualTo(5);
        assertThat(rest.get(151).hasPerson()).isFalse();

        scene.write(T0.plusSeconds(4), reading(7, LeadField.TITLE, "CFO"));
        List<PersonChange> last = take(after(cursors.get(cursors.size() - 1)), 1, cursors);
        assertThat(last).map(PersonChange::getType).containsExactly(PersonChangeType.PERSON_CHANGE_TYPE_CHANGED);
        assertThat(last.get(0).getPerson().getTitle()).isEqualTo("CFO");
        assertRefused(() -> take(after("foreign"), 1, cursors), Status.Code.INVALID_ARGUMENT, "INVALID_FIELDS");
    }

    private static StreamPeopleRequest after(String cursor) {
        return StreamPeopleRequest.newBuilder().setAfterCursor(cursor).build();
    }

    private PersonGroup group(String user, String name) {
        return groups.createPersonGroup(CreatePersonGroupRequest.newBuilder()
                        .setUserId(user)
                        .setName(name)
                        .build())
                .getGroup();
    }

    private int add(String user, PersonGroup group, long first, long last) {
        return groups.addPeopleToGroup(AddPeopleToGroupRequest.newBuilder()
                        .setUserId(user)
                        .setGroupId(group.getGroupId())
                        .addAllMarketoIds(
                                LongStream.rangeClosed(first, last).boxed().toList())
                        .build())
                .getGroup()
                .getPersonCount();
    }

    /** R-RO-3: limits, who sees what, and a group that goes takes nobody with it. */
    @Test
    void groupsHoldPeopleAndNeverDeleteThem() {
        String other = "0055g000009ZzZz";
        scene.write(
                ReadWay.SNAPSHOT,
                T0,
                LongStream.rangeClosed(1, 250)
                        .mapToObj(id -> reading(id, lead(id)))
                        .toList());
        PersonGroup mine = group(USER, "Hot");
        assertThat(add(USER, mine, 1, 200)).isEqualTo(200);
        assertRefused(() -> add(USER, mine, 201, 201), Status.Code.RESOURCE_EXHAUSTED, "PERSON_GROUP_LIMIT");
        assertThat(find(asking().setGroupId(mine.getGroupId()).setUserId(USER).setName("family2")))
                .hasSize(12);
        scene.merge(1, 2, T0.plusSeconds(1));
        scene.merge(3, 250, T0.plusSeconds(1));
        assertThat(find(asking().setGroupId(mine.getGroupId()).setUserId(USER)))
                .hasSize(199)
                .contains(2L, 250L)
                .doesNotContain(1L, 3L);

        assertRefused(() -> group(USER, "HOT"), Status.Code.ALREADY_EXISTS, "PERSON_GROUP_NAME_TAKEN");
        assertRefused(() -> add(other, mine, 1, 1), Status.Code.NOT_FOUND, "PERSON_GROUP_NOT_FOUND");
        assertThat(groups.listPersonGroups(ListPersonGroupsRequest.newBuilder()
                                .setUserId(other)
                                .build())
                        .getGroupsList())
                .map(PersonGroup::getGroupId)
                .containsExactly("all-people", "my-contacts", "unsubscribed");
        assertThat(find(asking().setGroupId("my-contacts").setUserId(other))).isEmpty();
        assertThat(find(asking().setGroupId("my-contacts").setUserId(USER))).hasSize(248);
        assertThat(find(asking().setGroupId("all-people").setUserId(other))).hasSize(248);

        groups.deletePersonGroup(DeletePersonGroupRequest.newBuilder()
                .setUserId(USER)
                .setGroupId(mine.getGroupId())
                .build());
        assertThat(scene.rows("SELECT count(*) FROM person WHERE state = 'ACTIVE'"))
                .containsExactly("248");
        for (int i = 1; i <= 50; i++) {
            group(USER, "Group " + i);
        }
        assertRefused(() -> group(USER, "One more"), Status.Code.RESOURCE_EXHAUSTED, "PERSON_GROUP_LIMIT");
    }

    /** R-D-2: two people with one Salesforce id both stay and are listed. */
    @Test
    void sharedSalesforceIdsAreListedWhileTheyAreShared() {
        String id = "00Q5g00000AbCdE";
        scene.write(T0, reading(1, LeadField.SALESFORCE_LEAD_ID, id), reading(2, LeadField.SALESFORCE_LEAD_ID, id));
        assertThat(people.listPersonConflicts(ListPersonConflictsRequest.getDefaultInstance())
                        .getConflictsList())
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.getSalesforceId()).isEqualTo(id + "EAV");
                    assertThat(conflict.getMarketoIdsList()).containsExactly(1L, 2L);
                });
        scene.write(T0.plusSeconds(1), reading(2, lead(2)));
        assertThat(people.listPersonConflicts(ListPersonConflictsRequest.getDefaultInstance())
                        .getConflictsList())
                .isEmpty();
    }
}
