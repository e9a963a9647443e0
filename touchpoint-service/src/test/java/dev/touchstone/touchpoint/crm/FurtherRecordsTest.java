package dev.touchstone.touchpoint.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.v1.CrmField;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord.Builder;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records of accounts, programs and opportunities, and the fields that no message names. */
class FurtherRecordsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Timestamp TIME = ProtoTime.timestamp(NOW);
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final Timestamp TOO_OLD = ProtoTime.timestamp(Instant.parse("0999-12-31T23:59:59Z"));
    private static final Timestamp BEFORE_1970 = ProtoTime.timestamp(Instant.parse("1969-12-31T23:59:59Z"));
    private static final CrmRecord.Head HEAD = new CrmRecord.Head("1", NOW, CrmFields.NONE);

    @Test
    void readsEverythingThatAPersonOfMarketoHas() {
        Builder person = record();
        person.getPersonBuilder()
                .setCrmPersonId("1")
                .setType(CrmPersonType.CRM_PERSON_TYPE_MARKETO_PERSON)
                .setCreateTime(TIME)
                .setWebsite("acme.com")
                .setStatus("Working")
                .setLeadSource("Web")
                .setAccountId("0011G00000jWVWo")
                .setDuplicateOfId("00Q5g00000AbCdE");

        assertThat(parse(person))
                .containsExactly(new PersonRecord.CrmPerson(
                        HEAD,
                        PersonRecord.PersonType.MARKETO_PERSON,
                        null,
                        new PersonRecord.PersonName("", "", ""),
                        NOW,
                        new PersonRecord.PersonDetail(
                                "acme.com", "Working", "Web", "0011G00000jWVWoQAO", "00Q5g00000AbCdEEAV")));
    }

    @Test
    void readsDaysOfACampaignAndTimesOfAMember() {
        Builder campaign = record();
        campaign.getCampaignBuilder()
                .setCampaignId("1")
                .setName("Spring")
                .setSyncType(dev.touchstone.touchpoint.v1.SyncType.SYNC_TYPE_INCLUDE_RESPONDED)
                .setStatus("Planned")
                .setCreateTime(TIME)
                .setStartDate("2026-03-01")
                .setEndDate("2027-03-31")
                .setTouchpointStartDate("2026-03-02")
                .setTouchpointEndDate("2026-03-30");
        Builder member = record();
        member.getCampaignMemberBuilder()
                .setCampaignMemberId("1")
                .setCampaignId("C1")
                .setCrmPersonId("L1")
                .setCreateTime(TIME)
                .setHasResponded(true)
                .setFirstRespondTime(TIME)
                .setBuyerTouchpointTime(TIME);

        assertThat(parse(campaign, member))
                .containsExactly(
                        new CampaignRecord.Campaign(
                                HEAD,
                                "Spring",
                                "",
                                dev.touchstone.touchpoint.generate.SyncType.INCLUDE_RESPONDED,
                                new CampaignRecord.CampaignDetail(
                                        "Planned",
                                        NOW,
                                        LocalDate.parse("2026-03-01"),
                                        LocalDate.parse("2027-03-31"),
                                        LocalDate.parse("2026-03-02"),
                                        LocalDate.parse("2026-03-30"))),
                        new CampaignRecord.CampaignMember(
                                HEAD, "C1", "L1", "", NOW, new CampaignRecord.Response(true, NOW, NOW)));
    }

    /** An event may end in the future; a visitor's id is not the CRM's, so it keeps its 15 characters. */
    @Test
    void readsEverythingThatAnActivityHas() {
        Builder event = record();
        event.getActivityBuilder()
                .setActivityId("1")
                .setCrmPersonId("L1")
                .setOccurTime(TIME)
                .setKind(dev.touchstone.touchpoint.v1.ActivityKind.ACTIVITY_KIND_EVENT)
                .setStatus("Completed")
                .setAssignedTo("Kim")
                .setCreateTime(TIME)
                .setEndTime(ProtoTime.timestamp(LATER))
                .setVisitorId("abcdefghijklmno");

        assertThat(parse(event))
                .containsExactly(new ActivityRecord.Activity(
                        HEAD,
                        "L1",
                        "",
                        "",
                        NOW,
                        new ActivityRecord.ActivityDetail(
                                ActivityRecord.ActivityKind.EVENT, "Completed", "Kim", NOW, LATER, "abcdefghijklmno")));
    }

    @Test
    void readsAccountsProgramsAndOpportunities() {
        assertThat(parse(account(), program(), programMember(), marketingActivity(), opportunity(), contactRole()))
                .containsExactly(
                        new AccountRecord.Account(HEAD, "Acme", "acme.com", NOW),
                        new ProgramRecord.Program(HEAD, "Roadshow", "Event", "Webinar", "On", NOW, "C1"),
                        new ProgramRecord.ProgramMember(HEAD, "P1", "L1", "Attended", NOW),
                        new ActivityRecord.MarketingActivity(
                                HEAD, "L1", new ActivityRecord.ActivityType(3, "Click Link"), NOW, "P1", "/x"),
                        new AccountRecord.Opportunity(
                                HEAD,
                                "A1",
                                "Deal",
                                new AccountRecord.Deal(
                                        "Won",
                                        new BigDecimal("12.5"),
                                        "EUR",
                                        LocalDate.parse("2026-05-01"),
                                        true,
                                        true),
                                NOW),
                        new AccountRecord.ContactRole(HEAD, "O1", "K1", "Buyer", true));
    }

    @Test
    void readsFieldsOfEveryTypeAndLeavesEmptyOnesOut() {
        Builder account = account()
                .addFields(CrmField.newBuilder().setName("z").setText("Ä \"x\""))
                .addFields(CrmField.newBuilder().setName("Count__c").setNumber("-012.500"))
                .addFields(CrmField.newBuilder().setName("a.b").setFlag(false).setFormula(true))
                .addFields(CrmField.newBuilder().setName("Born").setDate("1969-02-28"))
                .addFields(CrmField.newBuilder().setName("At").setTime(ProtoTime.timestamp(LATER)))
                .addFields(CrmField.newBuilder().setName("Empty"))
                .addFields(CrmField.newBuilder().setName("Blank").setText(""));

        CrmFields fields = parse(account).get(0).head().fields();

        assertThat(fields.list())
                .containsExactly(
                        new dev.touchstone.touchpoint.crm.CrmField("a.b", new FieldValue.Flag(false), true),
                        new dev.touchstone.touchpoint.crm.CrmField("At", new FieldValue.Time(LATER), false),
                        new dev.touchstone.touchpoint.crm.CrmField(
                                "Born", new FieldValue.Date(LocalDate.parse("1969-02-28")), false),
                        new dev.touchstone.touchpoint.crm.CrmField(
                                "Count__c", new FieldValue.Decimal(new BigDecimal("-12.5")), false),
                        new dev.touchstone.touchpoint.crm.CrmField("z", new FieldValue.Text("Ä \"x\""), false));
        assertThat(fields.json())
                .isEqualTo(
                        "{\"a.b\":false,\"At\":{\"time\":\"2027-01-01T00:00:00Z\"},\"Born\":{\"date\":\"1969-02-28\"},"
                                + "\"Count__c\":-12.5,\"z\":\"Ä \\\"x\\\"\"}");
    }

    static Stream<Arguments> badRecords() {
        return Stream.of(
                bad(
                        "account.account_id FIELD_REQUIRED",
                        account(),
                        r -> r.getAccountBuilder().clearAccountId()),
                bad(
                        "account.name FIELD_REQUIRED",
                        account(),
                        r -> r.getAccountBuilder().clearName()),
                bad(
                        "account.website FIELD_TOO_LONG",
                        account(),
                        r -> r.getAccountBuilder().setWebsite("x".repeat(256))),
                bad(
                        "account.create_time TIME_OUT_OF_RANGE",
                        account(),
                        r -> r.getAccountBuilder()
                                .setCreateTime(Timestamp.newBuilder().setNanos(-1))),
                bad(
                        "program.name FIELD_REQUIRED",
                        program(),
                        r -> r.getProgramBuilder().clearName()),
                bad(
                        "program.channel FIELD_TOO_LONG",
                        program(),
                        r -> r.getProgramBuilder().setChannel("x".repeat(256))),
                bad(
                        "program.campaign_id INVALID_ID",
                        program(),
                        r -> r.getProgramBuilder().setCampaignId("a b")),
                bad(
                        "program_member.program_id FIELD_REQUIRED",
                        programMember(),
                        r -> r.getProgramMemberBuilder().clearProgramId()),
                bad(
                        "program_member.membership_time FIELD_REQUIRED",
                        programMember(),
                        r -> r.getProgramMemberBuilder().clearMembershipTime()),
                bad(
                        "marketing_activity.activity_type_id FIELD_REQUIRED",
                        marketingActivity(),
                        r -> r.getMarketingActivityBuilder().clearActivityTypeId()),
                bad(
                        "marketing_activity.activity_type_id NUMBER_OUT_OF_RANGE",
                        marketingActivity(),
                        r -> r.getMarketingActivityBuilder().setActivityTypeId(-1)),
                bad(
                        "marketing_activity.activity_type FIELD_REQUIRED",
                        marketingActivity(),
                        r -> r.getMarketingActivityBuilder().clearActivityType()),
                bad(
                        "marketing_activity.primary_attribute_value FIELD_TOO_LONG",
                        marketingActivity(),
                        r -> r.getMarketingActivityBuilder().setPrimaryAttributeValue("x".repeat(4_097))),
                bad(
                        "opportunity.amount INVALID_NUMBER",
                        opportunity(),
                        r -> r.getOpportunityBuilder().setAmount("1e5")),
                bad(
                        "opportunity.amount INVALID_NUMBER",
                        opportunity(),
                        r -> r.getOpportunityBuilder().setAmount("1".repeat(31))),
                bad(
                        "opportunity.currency_code INVALID_CURRENCY",
                        opportunity(),
                        r -> r.getOpportunityBuilder().setCurrencyCode("euro")),
                bad(
                        "opportunity.close_date INVALID_DATE",
                        opportunity(),
                        r -> r.getOpportunityBuilder().setCloseDate("2026-02-30")),
                bad(
                        "opportunity.close_date INVALID_DATE",
                        opportunity(),
                        r -> r.getOpportunityBuilder().setCloseDate("12026-02-01")),
                bad(
                        "opportunity.close_date INVALID_DATE",
                        opportunity(),
                        r -> r.getOpportunityBuilder().setCloseDate("0000-01-01")),
                bad(
                        "opportunity.close_date INVALID_DATE",
                        opportunity(),
                        r -> r.getOpportunityBuilder().setCloseDate("0999-12-31")),
                bad(
                        "program.create_time TIME_OUT_OF_RANGE",
                        program(),
                        r -> r.getProgramBuilder().setCreateTime(TOO_OLD)),
                bad(
                        "program_member.membership_time TIME_OUT_OF_RANGE",
                        programMember(),
                        r -> r.getProgramMemberBuilder().setMembershipTime(BEFORE_1970)),
                bad(
                        "marketing_activity.occur_time TIME_OUT_OF_RANGE",
                        marketingActivity(),
                        r -> r.getMarketingActivityBuilder().setOccurTime(BEFORE_1970)),
                bad(
                        "contact_role.crm_person_id FIELD_REQUIRED",
                        contactRole(),
                        r -> r.getContactRoleBuilder().clearCrmPersonId()),
                badField("fields[0].name FIELD_REQUIRED", CrmField.newBuilder()),
                badField(
                        "fields[0].name INVALID_FIELD_NAME",
                        CrmField.newBuilder().setName("1st")),
                badField(
                        "fields[0].name INVALID_FIELD_NAME",
                        CrmField.newBuilder().setName("a-b")),
                badField(
                        "fields[0].name INVALID_FIELD_NAME",
                        CrmField.newBuilder().setName("a".repeat(81))),
                badField("fields[0].name FIELD_COVERED", CrmField.newBuilder().setName("WEBSITE")),
                badField(
                        "fields[0].text FIELD_TOO_LONG",
                        CrmField.newBuilder().setName("a").setText("x".repeat(4_097))),
                badField(
                        "fields[0].text INVALID_TEXT",
                        CrmField.newBuilder().setName("a").setText("\0")),
                badField(
                        "fields[0].number INVALID_NUMBER",
                        CrmField.newBuilder().setName("a").setNumber("NaN")),
                badField(
                        "fields[0].date INVALID_DATE",
                        CrmField.newBuilder().setName("a").setDate("2026-1-1")),
                badField(
                        "fields[0].date INVALID_DATE",
                        CrmField.newBuilder().setName("a").setDate("0000-01-01")),
                badField(
                        "fields[0].time TIME_OUT_OF_RANGE",
                        CrmField.newBuilder().setName("a").setTime(TOO_OLD)),
                badField(
                        "fields[0].time TIME_OUT_OF_RANGE",
                        CrmField.newBuilder()
                                .setName("a")
                                .setTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))),
                bad(
                        "fields[1].name DUPLICATE_FIELD",
                        account(),
                        r -> r.addFields(CrmField.newBuilder().setName("Region__c"))
                                .addFields(CrmField.newBuilder().setName("region__C"))),
                bad(
                        "fields TOO_MANY",
                        account(),
                        r -> IntStream.rangeClosed(0, 500)
                                .forEach(i -> r.addFields(CrmField.newBuilder().setName("f" + i)))),
                bad(
                        "fields MESSAGE_TOO_LARGE",
                        account(),
                        r -> IntStream.range(0, 17)
                                .forEach(i -> r.addFields(
                                        CrmField.newBuilder().setName("f" + i).setText("x".repeat(4_000))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRecords")
    void refusesABadRecordWithItsPath(String violation, dev.touchstone.touchpoint.v1.CrmRecord bad) {
        CrmRecordRequests.Parsed parsed = parsed(List.of(account().build(), bad));

        assertThat(parsed.records()).hasSize(1);
        assertThat(parsed.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.getViolationsList())
                        .extracting(FieldViolationText::of)
                        .containsExactly("records[1]." + violation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000-01-01", "9999-12-31"})
    void takesTheFirstAndTheLastDayAndTheirTimes(String day) {
        Instant noon = Instant.parse(day + "T12:00:00Z");
        Builder program = program()
                .addFields(CrmField.newBuilder().setName("Day").setDate(day))
                .addFields(CrmField.newBuilder().setName("Time").setTime(ProtoTime.timestamp(noon)));

        assertThat(parse(program).get(0).head().fields().list())
                .extracting(dev.touchstone.touchpoint.crm.CrmField::value)
                .containsExactly(new FieldValue.Date(LocalDate.parse(day)), new FieldValue.Time(noon));
    }

    /** A lead may have what only a contact's message names, an account what only a person's does. */
    @Test
    void aNameIsCoveredOnlyWhereTheMessageHasIt() {
        assertThat(parse(account()
                        .addFields(CrmField.newBuilder().setName("Email").setText("x"))))
                .hasSize(1);
    }

    private static final class FieldViolationText {
        static String of(FieldViolation violation) {
            return violation.getField() + " " + violation.getReason();
        }
    }

    private static Arguments badField(String violation, CrmField.Builder field) {
        return bad(violation, account(), record -> record.addFields(field));
    }

    private static Arguments bad(String violation, Builder record, Consumer<Builder> damage) {
        damage.accept(record);
        return Arguments.of(violation, record.build());
    }

    private static Builder account() {
        Builder record = record();
        record.getAccountBuilder()
                .setAccountId("1")
                .setName("Acme")
                .setWebsite("acme.com")
                .setCreateTime(TIME);
        return record;
    }

    private static Builder program() {
        Builder record = record();
        record.getProgramBuilder()
                .setProgramId("1")
                .setName("Roadshow")
                .setType("Event")
                .setChannel("Webinar")
                .setStatus("On")
                .setCreateTime(TIME)
                .setCampaignId("C1");
        return record;
    }

    private static Builder programMember() {
        Builder record = record();
        record.getProgramMemberBuilder()
                .setProgramMemberId("1")
                .setProgramId("P1")
                .setCrmPersonId("L1")
                .setStatus("Attended")
                .setMembershipTime(TIME);
        return record;
    }

    private static Builder marketingActivity() {
        Builder record = record();
        record.getMarketingActivityBuilder()
                .setMarketingActivityId("1")
                .setCrmPersonId("L1")
                .setActivityTypeId(3)
                .setActivityType("Click Link")
                .setOccurTime(TIME)
                .setProgramId("P1")
                .setPrimaryAttributeValue("/x");
        return record;
    }

    private static Builder opportunity() {
        Builder record = record();
        record.getOpportunityBuilder()
                .setOpportunityId("1")
                .setAccountId("A1")
                .setName("Deal")
                .setStage("Won")
                .setAmount("12.50")
                .setCurrencyCode("EUR")
                .setCreateTime(TIME)
                .setCloseDate("2026-05-01")
                .setIsClosed(true)
                .setIsWon(true);
        return record;
    }

    private static Builder contactRole() {
        Builder record = record();
        record.getContactRoleBuilder()
                .setContactRoleId("1")
                .setOpportunityId("O1")
                .setCrmPersonId("K1")
                .setRole("Buyer")
                .setIsPrimary(true);
        return record;
    }

    private static Builder record() {
        return dev.touchstone.touchpoint.v1.CrmRecord.newBuilder().setModifyTime(TIME);
    }

    private static List<CrmRecord> parse(Builder... records) {
        CrmRecordRequests.Parsed parsed =
                parsed(Stream.of(records).map(Builder::build).toList());
        assertThat(parsed.refusals()).isEmpty();
        return parsed.records();
    }

    private static CrmRecordRequests.Parsed parsed(List<dev.touchstone.touchpoint.v1.CrmRecord> records) {
        return CrmRecordRequests.parse(
                SyncCrmRecordsRequest.newBuilder().addAllRecords(records).build(), 0, NOW);
    }
}
