package dev.touchstone.salessync.crm.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.crm.fact.FieldPlan.Further;
import dev.touchstone.salessync.crm.fact.FieldPlan.Shape;
import dev.touchstone.salessync.salesforce.catalogue.DescribedField;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.touchpoint.v1.ActivityKind;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fields are asked for, and what becomes of their values. */
class RecordMessagesTest {
    private static final Instant T0 = Instant.parse("2026-11-20T10:00:00Z");
    private static final TouchpointFields FIELDS = new TouchpointFields("Sync__c", "Start__c", "End__c", "Date__c");
    private static final RecordMessages MESSAGES = new RecordMessages(FIELDS);

    @ParameterizedTest(name = "[{0}] is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Include all | SYNC_TYPE_INCLUDE_ALL",
                "Include All Campaign Members | SYNC_TYPE_INCLUDE_ALL",
                "Include_All | SYNC_TYPE_INCLUDE_ALL",
                "Include only \"Responded\" | SYNC_TYPE_INCLUDE_RESPONDED",
                "Include only \"Responded\" Campaign Members | SYNC_TYPE_INCLUDE_RESPONDED",
                "Include_Responded | SYNC_TYPE_INCLUDE_RESPONDED",
                "Exclude all | SYNC_TYPE_EXCLUDE_ALL",
                "Exclude_All | SYNC_TYPE_EXCLUDE_ALL",
                "`` | SYNC_TYPE_NONE",
                "Something else | SYNC_TYPE_NONE",
            })
    void theChoiceOfACampaignIsItsSyncType(String choice, SyncType expected) {
        CrmRecord campaign =
                message(CrmObject.CAMPAIGN, Map.of("Name", "Fair", "Sync__c", choice, "Start__c", "2026-11-01"));

        assertThat(campaign.getCampaign().getSyncType()).isEqualTo(expected);
        assertThat(campaign.getCampaign().getTouchpointStartDate()).isEqualTo("2026-11-01");
        assertThat(campaign.getCampaign().getTouchpointEndDate()).isEmpty();
    }

    @Test
    void aMemberIsTheContactThatItsLeadBecame() {
        CrmRecord member = message(
                CrmObject.CAMPAIGN_MEMBER,
                Map.of("LeadId", "00Q1", "ContactId", "0031", "Date__c", "2026-01-15", "HasResponded", "true"));

        assertThat(member.getCampaignMember().getCrmPersonId()).isEqualTo("0031");
        assertThat(member.getCampaignMember().getHasResponded()).isTrue();
        assertThat(member.getCampaignMember().getBuyerTouchpointTime().getSeconds())
                .isEqualTo(Instant.parse("2026-01-15T00:00:00Z").getEpochSecond());
        assertThat(member.getCampaignMember().hasFirstRespondTime()).isFalse();
    }

    @Test
    void aTaskWithoutADayTookPlaceWhenItWasMade() {
        CrmRecord task = message(
                CrmObject.TASK,
                Map.of("WhoId", "00Q1", "Owner.Name", "Ann", "CreatedDate", "2026-11-02T08:00:00.000Z"));

        assertThat(task.getActivity().getKind()).isEqualTo(ActivityKind.ACTIVITY_KIND_TASK);
        assertThat(task.getActivity().getAssignedTo()).isEqualTo("Ann");
        assertThat(task.getActivity().getOccurTime().getSeconds())
                .isEqualTo(Instant.parse("2026-11-02T08:00:00Z").getEpochSecond());
    }

    @Test
    void aRecordThatIsGoneSaysNothingButItsId() {
        CrmRecord gone = MESSAGES.record(new RecordFact(CrmObject.LEAD, "00Q1", T0, null, "00Q2"), List.of());

        assertThat(gone.getDeleted()).isTrue();
        assertThat(gone.getPerson().getCrmPersonId()).isEqualTo("00Q1");
        assertThat(gone.getMergedIntoId()).isEqualTo("00Q2");
    }

    @Test
    void furtherFieldsHaveTheirShapeAndWrongOnesAreLeftOut() {
        RecordFact fact = fact(
                CrmObject.LEAD,
                Map.of("A__c", "x".repeat(300), "B__c", "1.5E3", "C__c", "true", "D__c", "2026-02-30", "E__c", "many"));

        CrmRecord lead = MESSAGES.record(
                fact,
                List.of(
                        new Further("A__c", Shape.TEXT, false),
                        new Further("B__c", Shape.NUMBER, true),
                        new Further("C__c", Shape.FLAG, false),
                        new Further("D__c", Shape.DATE, false),
                        new Further("E__c", Shape.NUMBER, false),
                        new Further("F__c", Shape.TEXT, false)));

        assertThat(lead.getFieldsList()).hasSize(3);
        assertThat(lead.getFields(0).getText()).hasSize(255);
        assertThat(lead.getFields(1).getNumber()).isEqualTo("1500");
        assertThat(lead.getFields(1).getFormula()).isTrue();
        assertThat(lead.getFields(2).getFlag()).isTrue();
    }

    @Test
    void hiddenFieldsAreNotAskedForAndTheOthersAre() {
        FieldPlan plan = plan(CrmObject.CAMPAIGN, field("Name", "string"), field("Sync__c", "picklist"));

        assertThat(plan.select()).containsExactly("Name", "Sync__c");
        assertThat(plan.further()).containsExactly(new Further("Sync__c", Shape.TEXT, false));
    }

    @Test
    void customFieldsOfOtherTypesAndTooManyAreLeftOutButNeverTheSyncType() {
        List<DescribedField> fields = new ArrayList<>();
        fields.add(field("Mobile__c", "phone"));
        IntStream.range(0, 300).forEach(i -> fields.add(field("A%03d__c".formatted(i), "double")));
        fields.add(field("Sync__c", "picklist"));

        FieldPlan plan = plan(CrmObject.CAMPAIGN, fields.toArray(DescribedField[]::new));

        assertThat(plan.further()).hasSize(FieldPlan.MAX_FURTHER);
        assertThat(plan.leftOut()).isEqualTo(301 - FieldPlan.MAX_FURTHER);
        assertThat(plan.select()).contains("Sync__c").doesNotContain("Mobile__c");
    }

    private static FieldPlan plan(CrmObject object, DescribedField... fields) {
        return FieldPlan.of(object, new ObjectDescription(object.apiName(), true, true, List.of(fields), null), FIELDS);
    }

    private static DescribedField field(String name, String type) {
        return new DescribedField(
                name,
                type,
                0,
                new DescribedField.Access(true, true, true),
                new DescribedField.Key(false, false),
                false,
                List.of());
    }

    private static CrmRecord message(CrmObject object, Map<String, String> values) {
        return MESSAGES.record(fact(object, values), List.of());
    }

    private static RecordFact fact(CrmObject object, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("Id", "id");
        return new RecordFact(object, "id", T0, new SalesforceRecord(object.apiName(), all), "");
    }
}
