package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmField;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import dev.touchstone.touchpoint.v1.SyncType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of the records of the CRM and of Marketo, over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class CrmRecordsTest extends ServiceFixture {
    private static final CrmField REGION =
            CrmField.newBuilder().setName("Region__c").setText("North").build();

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(
                        "crm_person",
                        "first_name",
                        modified -> but(
                                lead("K1", "a@example.com", modified),
                                record -> record.getPersonBuilder().setFirstName("Ann"))),
                kind(
                        "campaign",
                        "name",
                        modified -> Facts.campaign("K1", "Ann", SyncType.SYNC_TYPE_INCLUDE_RESPONDED, modified)),
                kind(
                        "campaign_member",
                        "status",
                        modified -> but(
                                Facts.member("K1", "C1", "L1", at("09:00"), modified),
                                record -> record.getCampaignMemberBuilder().setStatus("Ann"))),
                kind(
                        "activity",
                        "assigned_to",
                        modified -> but(
                                Facts.activity("K1", "L1", "Call", at("09:00"), modified),
                                record -> record.getActivityBuilder().setAssignedTo("Ann"))),
                kind(
                        "account",
                        "name",
                        modified -> record(
                                modified,
                                record -> record.getAccountBuilder()
                                        .setAccountId("K1")
                                        .setName("Ann"))),
                kind("program", "name", modified -> Facts.program("K1", "Ann", modified)),
                kind(
                        "program_member",
                        "status",
                        modified -> but(
                                Facts.programMember("K1", "P1", "L1", at("09:00"), modified),
                                record -> record.getProgramMemberBuilder().setStatus("Ann"))),
                kind(
                        "marketing_activity",
                        "primary_attribute_value",
                        modified -> but(
                                Facts.marketingActivity("K1", "L1", "", at("09:00"), modified),
                                record -> record.getMarketingActivityBuilder().setPrimaryAttributeValue("Ann"))),
                kind(
                        "opportunity",
                        "name",
                        modified -> record(
                                modified,
                                record -> record.getOpportunityBuilder()
                                        .setOpportunityId("K1")
                                        .setName("Ann")
                                        .setAmount("12.50")
                                        .setCloseDate("2025-07-01")
                                        .setCreateTime(Facts.time(at("08:00"))))),
                kind(
                        "contact_role",
                        "role",
                        modified -> record(
                                modified,
                                record -> record.getContactRoleBuilder()
                                        .setContactRoleId("K1")
                                        .setOpportunityId("O1")
                                        .setCrmPersonId("L1")
                                        .setRole("Ann")
                                        .setIsPrimary(true))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyKindIsStoredOnceAndDeletedAndTheNewestCopyStays(
            String table, String column, Function<Instant, CrmRecord> made) {
        CrmRecord record = made.apply(at("10:00")).toBuilder().addFields(REGION).build();
        String content = "SELECT coalesce(" + column
                + ", '-') || ' ' || deleted || ' ' || coalesce(fields::text, '-') FROM " + table;

        assertThat(client.sync(record).getAcceptedCount()).isEqualTo(1);
        assertThat(client.sync(record).getUnchangedCount()).isEqualTo(1);
        assertThat(client.sync(made.apply(at("09:00"))).getUnchangedCount()).isEqualTo(1);
        assertThat(state.texts(content)).containsExactly("Ann false {\"Region__c\": \"North\"}");

        CrmRecord deletion =
                made.apply(at("10:00")).toBuilder().setDeleted(true).build();
        assertThat(client.sync(deletion).getAcceptedCount()).isEqualTo(1);
        assertThat(client.sync(record, deletion).getUnchangedCount()).isEqualTo(2);
        assertThat(state.texts(content)).containsExactly("- true -");
        client.awaitDerived();
    }

    @Test
    void fieldsAreSeenOnceByObjectTypeAndFormula() {
        String name = "Seen__c";
        CrmField text = CrmField.newBuilder().setName(name).setText("x").build();
        CrmField number =
                CrmField.newBuilder().setName("SEEN__C").setNumber("1").build();
        CrmField formula = CrmField.newBuilder()
                .setName(name)
                .setFlag(true)
                .setFormula(true)
                .build();

        client.sync(
                lead("L1", "", at("08:00")).toBuilder().addFields(text).build(),
                Facts.marketoPerson("K1", "", "", at("08:00")).toBuilder()
                        .addFields(text)
                        .build(),
                Facts.call("T1", "L1", "", at("08:00"), at("08:00")).toBuilder()
                        .addFields(number)
                        .build());
        client.sync(lead("L1", "", at("09:00")).toBuilder().addFields(formula).build());
        client.sync(lead("L1", "", at("10:00")).toBuilder().addFields(text).build());

        assertThat(state.texts("SELECT object || ' ' || type || ' ' || formula || ' ' || name FROM crm_field"
                        + " WHERE key = 'seen__c' ORDER BY object, type"))
                .containsExactly("Lead FLAG true Seen__c", "Lead TEXT false Seen__c", "Task NUMBER false SEEN__C");
    }

    /** A source that begins to send a field sends everything again as it is; the copy that says more stays in any order. */
    @Test
    void aFieldThatIsSentLaterWithTheSameModificationTimeIsTaken() {
        CrmRecord bare = lead("L1", "a@example.com", at("08:00"));
        CrmRecord more = bare.toBuilder().addFields(REGION).build();

        assertThat(client.sync(bare, more, bare).getAcceptedCount()).isEqualTo(1);
        assertThat(client.sync(bare).getUnchangedCount()).isEqualTo(1);

        assertThat(state.texts("SELECT fields ->> 'Region__c' FROM crm_person")).containsExactly("North");
    }

    @Test
    void theCursorIsKeptWithItsBatchAndAskedBackByANewConnection() {
        client.sync(List.of(batch("row 1", lead("L1", "", at("08:00")))));
        SyncCrmRecordsResponse second = client.sync(
                        List.of(batch("row 2", lead("L2", "", at("08:00"))), batch("", lead("L3", "", at("08:00")))))
                .get(1);
        client.close();
        client = new TouchpointClient(service);

        assertThat(second.getAcceptedCount()).isEqualTo(1);
        assertThat(client.crmCursor("salesforce").getCursor()).isEqualTo("row 2");
        assertThat(client.crmCursor("salesforce").hasCommitTime()).isTrue();
        assertThat(state.count("crm_person")).isEqualTo(3);
    }

    /** Otherwise a source would send records that can never be taken for ever. */
    @Test
    void aBatchWhoseRecordsAreAllRefusedStillKeepsItsCursor() {
        SyncCrmRecordsResponse answer = client.sync(List.of(batch("row 9", lead("L1", "no address", at("08:00")))))
                .get(0);

        assertThat(answer.getRefusalsCount()).isEqualTo(1);
        assertThat(client.crmCursor("salesforce").getCursor()).isEqualTo("row 9");
    }

    @Test
    void aBatchThatIsRefusedWholeKeepsTheCursorBefore() {
        client.sync(List.of(batch("row 1", lead("L1", "", at("08:00")))));

        client.sync(List.of(batch("row 2", lead("L2", "", at("08:00"))).toBuilder()
                .setBatchId("x".repeat(65))
                .build()));

        assertThat(client.crmCursor("salesforce").getCursor()).isEqualTo("row 1");
    }

    @Test
    void aSourceThatNeverSentACursorIsNotFound() {
        assertThatThrownBy(() -> client.crmCursor("nobody"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND))
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> client.crmCursor(""))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    private static SyncCrmRecordsRequest batch(String cursor, CrmRecord record) {
        return SyncCrmRecordsRequest.newBuilder()
                .setSource("salesforce")
                .setCursor(cursor)
                .addRecords(record)
                .build();
    }

    private static Arguments kind(String table, String column, Function<Instant, CrmRecord> made) {
        return Arguments.of(table, column, made);
    }

    private static CrmRecord record(Instant modified, Consumer<CrmRecord.Builder> content) {
        return but(Facts.modified(modified).build(), content);
    }

    private static CrmRecord but(CrmRecord record, Consumer<CrmRecord.Builder> difference) {
        CrmRecord.Builder other = record.toBuilder();
        difference.accept(other);
        return other.build();
    }
}
