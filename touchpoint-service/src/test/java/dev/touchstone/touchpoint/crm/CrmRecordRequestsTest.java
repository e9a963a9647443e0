package dev.touchstone.touchpoint.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.generate.SyncType;
import dev.touchstone.touchpoint.v1.Activity;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.CrmField;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord.Builder;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CrmRecordRequestsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Timestamp TIME = ProtoTime.timestamp(NOW);
    private static final Timestamp LONG_AGO = ProtoTime.timestamp(Instant.parse("1999-12-31T00:00:00Z"));
    private static final Timestamp BEFORE_1970 = ProtoTime.timestamp(Instant.parse("1969-12-31T23:59:59Z"));
    private static final Timestamp FAR_AHEAD = ProtoTime.timestamp(Instant.parse("9999-12-31T23:59:59Z"));
    private static final String LONG = "x".repeat(256);
    private static final int INDEX = 3;

    @Test
    void readsThePartsThatWereThereFromTheFirstWithIdsOf18Characters() {
        CrmRecordRequests.Parsed parsed = parse(person(), campaign(), member(), activity());

        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.cursor()).isNull();
        assertThat(parsed.records())
                .containsExactly(
                        new PersonRecord.CrmPerson(
                                head("00Q5g00000AbCdEEAV"),
                                PersonRecord.PersonType.LEAD,
                                "jane@acme.com",
                                new PersonRecord.PersonName("Jane", "Doe", "Acme"),
                                NOW,
                                new PersonRecord.PersonDetail("", "", "", null, null)),
                        springCampaign(SyncType.INCLUDE_ALL),
                        new CampaignRecord.CampaignMember(
                                head("00v-1"),
                                "70131000001hUTzAAM",
                                "00Q5g00000AbCdEEAV",
                                "Attended",
                                NOW,
                                new CampaignRecord.Response(false, null, null)),
                        new ActivityRecord.Activity(
                                head("00T-1"),
                                "00Q5g00000AbCdEEAV",
                                "Call",
                                "Intro",
                                NOW,
                                new ActivityRecord.ActivityDetail(
                                        ActivityRecord.ActivityKind.TASK, "", "", null, null, null)));
    }

    @Test
    void optionalTextsMayBeEmptyAndAPersonMayHaveNoAddress() {
        Builder person = person();
        person.getPersonBuilder()
                .setType(CrmPersonType.CRM_PERSON_TYPE_CONTACT)
                .clearEmail()
                .clearFirstName()
                .clearLastName()
                .clearCompany();
        Builder campaign = campaign();
        campaign.getCampaignBuilder().clearType();
        Builder activity = activity();
        activity.getActivityBuilder().clearType().clearSubject();

        CrmRecordRequests.Parsed parsed = parse(person, campaign, activity);

        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.records().get(0))
                .isEqualTo(new PersonRecord.CrmPerson(
                        head("00Q5g00000AbCdEEAV"),
                        PersonRecord.PersonType.CONTACT,
                        null,
                        new PersonRecord.PersonName("", "", ""),
                        NOW,
                        new PersonRecord.PersonDetail("", "", "", null, null)));
    }

    @ParameterizedTest
    @EnumSource(SyncType.class)
    void readsEverySyncType(SyncType syncType) {
        Builder campaign = campaign();
        campaign.getCampaignBuilder()
                .setSyncType(dev.touchstone.touchpoint.v1.SyncType.valueOf("SYNC_TYPE_" + syncType.name()));

        assertThat(parse(campaign).records()).containsExactly(springCampaign(syncType));
    }

    @Test
    void ofADeletionOnlyTheIdIsLookedAt() {
        Builder person = deletion();
        person.getPersonBuilder().setCrmPersonId("00Q5g00000AbCdE").setEmail("no address");
        Builder campaign = deletion();
        campaign.getCampaignBuilder().setCampaignId("701-1").setName(LONG);
        Builder member = deletion();
        member.getCampaignMemberBuilder().setCampaignMemberId("00v-1");
        Builder activity = deletion();
        activity.getActivityBuilder().setActivityId("00T-1").setOccurTime(LONG_AGO);

        CrmRecordRequests.Parsed parsed = parse(person, campaign, member, activity);

        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.records())
                .containsExactly(
                        new CrmRecord.Deletion(CrmRecord.Kind.PERSON, head("00Q5g00000AbCdEEAV"), null),
                        new CrmRecord.Deletion(CrmRecord.Kind.CAMPAIGN, head("701-1"), null),
                        new CrmRecord.Deletion(CrmRecord.Kind.CAMPAIGN_MEMBER, head("00v-1"), null),
                        new CrmRecord.Deletion(CrmRecord.Kind.ACTIVITY, head("00T-1"), null));
    }

    @Test
    void aMergeNamesTheOtherRecordInIts18CharacterForm() {
        Builder merged = deletion().setMergedIntoId("00Q5g00000AbCdE");
        merged.getPersonBuilder().setCrmPersonId("L1");

        assertThat(parse(merged).records())
                .containsExactly(new CrmRecord.Deletion(CrmRecord.Kind.PERSON, head("L1"), "00Q5g00000AbCdEEAV"));
    }

    private static CampaignRecord.Campaign springCampaign(SyncType syncType) {
        return new CampaignRecord.Campaign(
                head("70131000001hUTzAAM"),
                "Spring",
                "Webinar",
                syncType,
                new CampaignRecord.CampaignDetail("", null, null, null, null, null));
    }

    private static CrmRecord.Head head(String id) {
        return new CrmRecord.Head(id, NOW, CrmFields.NONE);
    }

    static Stream<Arguments> badRecords() {
        return Stream.of(
                bad("modify_time", "FIELD_REQUIRED", person(), record -> record.clearModifyTime()),
                bad("modify_time", "TIME_OUT_OF_RANGE", person(), record -> record.setModifyTime(LONG_AGO)),
                bad(
                        "modify_time",
                        "FIELD_REQUIRED",
                        deletion(),
                        record -> record.clearModifyTime().getPersonBuilder().setCrmPersonId("1")),
                bad("modify_time", "TIME_OUT_OF_RANGE", person(), record -> record.setModifyTime(FAR_AHEAD)),
                ofMember("create_time", "TIME_OUT_OF_RANGE", member -> member.setCreateTime(FAR_AHEAD)),
                ofMember("first_respond_time", "TIME_OUT_OF_RANGE", member -> member.setFirstRespondTime(BEFORE_1970)),
                ofMember(
                        "buyer_touchpoint_time",
                        "TIME_OUT_OF_RANGE",
                        member -> member.setBuyerTouchpointTime(BEFORE_1970)),
                ofActivity("occur_time", "TIME_OUT_OF_RANGE", activity -> activity.setOccurTime(BEFORE_1970)),
                ofActivity("end_time", "TIME_OUT_OF_RANGE", activity -> activity.setEndTime(BEFORE_1970)),
                bad("record", "FIELD_REQUIRED", person(), record -> record.clearRecord()),
                bad("record", "FIELD_REQUIRED", deletion(), record -> record.clearRecord()),
                ofPerson("crm_person_id", "FIELD_REQUIRED", person -> person.clearCrmPersonId()),
                ofPerson("crm_person_id", "FIELD_TOO_LONG", person -> person.setCrmPersonId("1".repeat(65))),
                ofPerson("crm_person_id", "INVALID_ID", person -> person.setCrmPersonId("0 1")),
                ofPerson("type", "UNKNOWN_ENUM_VALUE", person -> person.clearType()),
                ofPerson("type", "UNKNOWN_ENUM_VALUE", person -> person.setTypeValue(9)),
                ofPerson("email", "INVALID_EMAIL", person -> person.setEmail("jane")),
                ofPerson("email", "FIELD_TOO_LONG", person -> person.setEmail(LONG)),
                ofPerson("first_name", "FIELD_TOO_LONG", person -> person.setFirstName(LONG)),
                ofPerson("last_name", "FIELD_TOO_LONG", person -> person.setLastName(LONG)),
                ofPerson("company", "FIELD_TOO_LONG", person -> person.setCompany(LONG)),
                ofPerson("company", "INVALID_TEXT", person -> person.setCompany("a\0")),
                ofPerson("create_time", "FIELD_REQUIRED", person -> person.clearCreateTime()),
                ofPerson("create_time", "TIME_OUT_OF_RANGE", person -> person.setCreateTime(LONG_AGO)),
                ofCampaign("campaign_id", "FIELD_REQUIRED", campaign -> campaign.clearCampaignId()),
                ofCampaign("name", "FIELD_REQUIRED", campaign -> campaign.clearName()),
                ofCampaign("name", "FIELD_TOO_LONG", campaign -> campaign.setName(LONG)),
                ofCampaign("type", "FIELD_TOO_LONG", campaign -> campaign.setType(LONG)),
                ofCampaign("sync_type", "UNKNOWN_ENUM_VALUE", campaign -> campaign.clearSyncType()),
                ofCampaign("sync_type", "UNKNOWN_ENUM_VALUE", campaign -> campaign.setSyncTypeValue(9)),
                ofMember("campaign_member_id", "FIELD_REQUIRED", member -> member.clearCampaignMemberId()),
                ofMember("campaign_id", "FIELD_REQUIRED", member -> member.clearCampaignId()),
                ofMember("crm_person_id", "INVALID_ID", member -> member.setCrmPersonId("ä")),
                ofMember("status", "FIELD_TOO_LONG", member -> member.setStatus(LONG)),
                ofMember("create_time", "FIELD_REQUIRED", member -> member.clearCreateTime()),
                ofActivity("activity_id", "FIELD_REQUIRED", activity -> activity.clearActivityId()),
                ofActivity("crm_person_id", "FIELD_REQUIRED", activity -> activity.clearCrmPersonId()),
                ofActivity("type", "FIELD_TOO_LONG", activity -> activity.setType(LONG)),
                ofActivity("subject", "FIELD_TOO_LONG", activity -> activity.setSubject(LONG)),
                ofActivity("occur_time", "FIELD_REQUIRED", activity -> activity.clearOccurTime()),
                bad("person.crm_person_id", "FIELD_REQUIRED", deletion(), Builder::getPersonBuilder),
                bad("campaign.campaign_id", "FIELD_REQUIRED", deletion(), Builder::getCampaignBuilder),
                bad(
                        "campaign_member.campaign_member_id",
                        "FIELD_REQUIRED",
                        deletion(),
                        Builder::getCampaignMemberBuilder),
                bad("merged_into_id", "FIELD_NOT_ALLOWED", person(), record -> record.setMergedIntoId("L2")),
                bad(
                        "merged_into_id",
                        "FIELD_NOT_ALLOWED",
                        deletion(),
                        record -> record.setMergedIntoId("701-2")
                                .getCampaignBuilder()
                                .setCampaignId("701-1")),
                bad(
                        "merged_into_id",
                        "INVALID_ID",
                        deletion(),
                        record -> record.setMergedIntoId("00Q5g00000AbCdE")
                                .getPersonBuilder()
                                .setCrmPersonId("00Q5g00000AbCdEEAV")),
                bad(
                        "fields",
                        "FIELD_NOT_ALLOWED",
                        deletion(),
                        record -> record.addFields(CrmField.newBuilder().setName("Rating__c"))
                                .getPersonBuilder()
                                .setCrmPersonId("L1")),
                bad("activity.activity_id", "FIELD_REQUIRED", deletion(), Builder::getActivityBuilder));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badRecords")
    void refusesABadRecordAlone(String field, String reason, dev.touchstone.touchpoint.v1.CrmRecord bad) {
        CrmRecordRequests.Parsed parsed = parse(activity(), bad.toBuilder(), campaign());

        assertThat(parsed.records()).extracting(CrmRecord::id).containsExactly("00T-1", "70131000001hUTzAAM");
        assertThat(parsed.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.getRequestIndex()).isEqualTo(INDEX);
            assertThat(violations(refusal)).containsExactly("records[1]." + field + " " + reason);
        });
    }

    /** Tasks are due in the future, and events and responses are planned. */
    @Test
    void whatTakesPlaceMayBeInTheFuture() {
        Builder member = member();
        member.getCampaignMemberBuilder().setFirstRespondTime(FAR_AHEAD).setBuyerTouchpointTime(FAR_AHEAD);
        Builder activity = activity();
        activity.getActivityBuilder().setOccurTime(FAR_AHEAD).setEndTime(FAR_AHEAD);

        CrmRecordRequests.Parsed parsed = parse(member, activity);

        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.records()).hasSize(2);
    }

    @Test
    void tellsEverythingThatIsWrongWithARecordAndItsIdAsItWasSent() {
        Builder member = dev.touchstone.touchpoint.v1.CrmRecord.newBuilder();
        member.getCampaignMemberBuilder().setCampaignMemberId("00Q5g00000AbCdE").setStatus(LONG);

        Refusal refusal = parse(member).refusals().get(0);

        assertThat(refusal.getRecordId()).isEqualTo("00Q5g00000AbCdE");
        assertThat(violations(refusal))
                .containsExactly(
                        "records[0].modify_time FIELD_REQUIRED",
                        "records[0].campaign_member.campaign_id FIELD_REQUIRED",
                        "records[0].campaign_member.crm_person_id FIELD_REQUIRED",
                        "records[0].campaign_member.status FIELD_TOO_LONG",
                        "records[0].campaign_member.create_time FIELD_REQUIRED");
    }

    @Test
    void refusesABatchWholeIfItsNumberOfRecordsOrItsIdIsWrong() {
        List<dev.touchstone.touchpoint.v1.CrmRecord> most =
                Collections.nCopies(1_000, activity().build());
        SyncCrmRecordsRequest.Builder batch =
                SyncCrmRecordsRequest.newBuilder().setBatchId("b".repeat(64)).addAllRecords(most);

        assertThat(CrmRecordRequests.parse(batch.build(), INDEX, NOW).records()).hasSize(1_000);
        assertRefusedWhole(batch.clone().addRecords(activity()), "records TOO_MANY");
        assertRefusedWhole(batch.clone().clearRecords(), "records FIELD_REQUIRED");
        assertRefusedWhole(batch.clone().setBatchId("b".repeat(65)), "batch_id FIELD_TOO_LONG");
        assertRefusedWhole(
                batch.clone().setBatchId("\0").clearRecords(), "batch_id INVALID_TEXT", "records FIELD_REQUIRED");
        assertRefusedWhole(batch.clone().setCursor("c"), "source FIELD_REQUIRED");
        assertRefusedWhole(batch.clone().setCursor("c").setSource("a b"), "source INVALID_ID");
        assertRefusedWhole(batch.clone().setCursor("c".repeat(1_025)).setSource("crm"), "cursor FIELD_TOO_LONG");
    }

    @Test
    void aCursorIsReadWithItsSourceAndASourceAloneIsNothing() {
        SyncCrmRecordsRequest.Builder batch =
                SyncCrmRecordsRequest.newBuilder().addRecords(activity()).setSource("crm");

        assertThat(CrmRecordRequests.parse(batch.build(), INDEX, NOW).cursor()).isNull();
        assertThat(CrmRecordRequests.parse(batch.setCursor("row 7").build(), INDEX, NOW)
                        .cursor())
                .isEqualTo(new SourceCursor("crm", "row 7"));
    }

    @Test
    void refusesABatchOfMoreThanFourMegabytesWhole() {
        Builder large = person();
        String longest = "字".repeat(255);
        large.getPersonBuilder()
                .setEmail("j".repeat(64) + "@" + "a".repeat(180) + ".com")
                .setFirstName(longest)
                .setLastName(longest)
                .setCompany(longest);

        // A thousand people with the longest names fit.
        assertThat(parse(Collections.nCopies(1_000, large.build())).records()).hasSize(1_000);
        large.setDeleted(true).getPersonBuilder().setCompany("字".repeat(5_000));
        assertRefusedWhole(
                SyncCrmRecordsRequest.newBuilder().addAllRecords(Collections.nCopies(300, large.build())),
                "records MESSAGE_TOO_LARGE");
    }

    private static void assertRefusedWhole(SyncCrmRecordsRequest.Builder batch, String... expected) {
        CrmRecordRequests.Parsed parsed = CrmRecordRequests.parse(batch.build(), INDEX, NOW);

        assertThat(parsed.records()).isEmpty();
        assertThat(parsed.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.getRequestIndex()).isEqualTo(INDEX);
            assertThat(refusal.getRecordId()).isEmpty();
            assertThat(violations(refusal)).containsExactly(expected);
        });
    }

    private static Builder person() {
        Builder record = record();
        record.getPersonBuilder()
                .setCrmPersonId("00Q5g00000AbCdE")
                .setType(CrmPersonType.CRM_PERSON_TYPE_LEAD)
                .setEmail("Jane@acme.com")
                .setFirstName("Jane")
                .setLastName("Doe")
                .setCompany("Acme")
                .setCreateTime(TIME);
        return record;
    }

    private static Builder campaign() {
        Builder record = record();
        record.getCampaignBuilder()
                .setCampaignId("70131000001hUTz")
                .setName("Spring")
                .setType("Webinar")
                .setSyncType(dev.touchstone.touchpoint.v1.SyncType.SYNC_TYPE_INCLUDE_ALL);
        return record;
    }

    private static Builder member() {
        Builder record = record();
        record.getCampaignMemberBuilder()
                .setCampaignMemberId("00v-1")
                .setCampaignId("70131000001hUTz")
                .setCrmPersonId("00Q5g00000AbCdE")
                .setStatus("Attended")
                .setCreateTime(TIME);
        return record;
    }

    private static Builder activity() {
        Builder record = record();
        record.getActivityBuilder()
                .setActivityId("00T-1")
                .setCrmPersonId("00Q5g00000AbCdE")
                .setType("Call")
                .setSubject("Intro")
                .setOccurTime(TIME);
        return record;
    }

    private static Builder record() {
        return dev.touchstone.touchpoint.v1.CrmRecord.newBuilder().setModifyTime(TIME);
    }

    private static Builder deletion() {
        return record().setDeleted(true);
    }

    private static Arguments bad(String field, String reason, Builder record, Consumer<Builder> damage) {
        damage.accept(record);
        return Arguments.of(field, reason, record.build());
    }

    private static Arguments ofPerson(String field, String reason, Consumer<CrmPerson.Builder> damage) {
        return bad("person." + field, reason, person(), record -> damage.accept(record.getPersonBuilder()));
    }

    private static Arguments ofCampaign(String field, String reason, Consumer<Campaign.Builder> damage) {
        return bad("campaign." + field, reason, campaign(), record -> damage.accept(record.getCampaignBuilder()));
    }

    private static Arguments ofMember(String field, String reason, Consumer<CampaignMember.Builder> damage) {
        return bad(
                "campaign_member." + field,
                reason,
                member(),
                record -> damage.accept(record.getCampaignMemberBuilder()));
    }

    private static Arguments ofActivity(String field, String reason, Consumer<Activity.Builder> damage) {
        return bad("activity." + field, reason, activity(), record -> damage.accept(record.getActivityBuilder()));
    }

    private static List<String> violations(Refusal refusal) {
        assertThat(refusal.getViolationsList())
                .extracting(FieldViolation::getDescription)
                .doesNotContain("");
        return refusal.getViolationsList().stream()
                .map(violation -> violation.getField() + " " + violation.getReason())
                .toList();
    }

    private static CrmRecordRequests.Parsed parse(Builder... records) {
        return parse(Stream.of(records).map(Builder::build).toList());
    }

    private static CrmRecordRequests.Parsed parse(List<dev.touchstone.touchpoint.v1.CrmRecord> records) {
        return CrmRecordRequests.parse(
                SyncCrmRecordsRequest.newBuilder()
                        .setBatchId("b-1")
                        .addAllRecords(records)
                        .build(),
                INDEX,
                NOW);
    }
}
