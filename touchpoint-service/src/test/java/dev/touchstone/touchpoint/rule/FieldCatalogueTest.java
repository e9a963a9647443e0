package dev.touchstone.touchpoint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.FieldCatalogue.Seen;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldCatalogueTest {
    private static final FieldName REGION = new FieldName(RecordObject.CAMPAIGN, "Region__c");

    @ParameterizedTest
    @CsvSource({
        "LEAD,createddate,CreatedDate,TIME",
        "CONTACT,accountid,AccountId,TEXT",
        "CAMPAIGN,SYNCTYPE,SyncType,TEXT",
        "CAMPAIGN,TouchpointEndDate,TouchpointEndDate,DATE",
        "CAMPAIGN_MEMBER,hasresponded,HasResponded,FLAG",
        "CAMPAIGN_MEMBER,BuyerTouchpointDate,BuyerTouchpointDate,TIME",
        "TASK,visitorid,VisitorId,TEXT",
        "EVENT,EndDateTime,EndDateTime,TIME",
        "PROGRAM,channel,Channel,TEXT",
        "PROGRAM_MEMBER,MembershipDate,MembershipDate,TIME",
        "MARKETING_ACTIVITY,TypeId,TypeId,NUMBER",
        "TOUCHPOINT,FormUrl,FormURL,TEXT"
    })
    void standardFieldsAreFoundInAnyCase(RecordObject object, String name, String spelling, FieldType type) {
        assertThat(FieldCatalogue.STANDARD.find(new FieldName(object, name))).hasValueSatisfying(field -> {
            assertThat(field.name().name()).isEqualTo(spelling);
            assertThat(field.type()).isEqualTo(type);
            assertThat(field.standard()).isTrue();
        });
    }

    @Test
    void everyObjectHasStandardFields() {
        assertThat(Arrays.stream(RecordObject.values())
                        .filter(object -> StandardFields.of(object).isEmpty()))
                .isEmpty();
        assertThat(StandardFields.find(new FieldName(RecordObject.LEAD, "AccountId")))
                .isEmpty();
        assertThat(StandardFields.find(new FieldName(RecordObject.TASK, "EndDateTime")))
                .isEmpty();
    }

    @Test
    void aFieldSeenWithSeveralTypesIsAText() {
        FieldCatalogue catalogue = FieldCatalogue.of(List.of(
                new Seen(REGION, FieldType.NUMBER, false),
                new Seen(new FieldName(RecordObject.CAMPAIGN, "REGION__C"), FieldType.FLAG, false)));

        assertThat(catalogue.find(REGION)).contains(new KnownField(REGION, FieldType.TEXT, false, false));
    }

    /** C12. */
    @Test
    void aFieldOnceSeenAsAFormulaIsOneAndIsNotOffered() {
        FieldCatalogue catalogue = FieldCatalogue.of(
                List.of(new Seen(REGION, FieldType.DATE, false), new Seen(REGION, FieldType.DATE, true)));

        assertThat(catalogue.find(REGION)).contains(new KnownField(REGION, FieldType.DATE, false, true));
        assertThat(catalogue.find(REGION).orElseThrow().isUsableAsDate()).isFalse();
        assertThat(catalogue.of(Set.of(RecordObject.CAMPAIGN)))
                .extracting(field -> field.name().text())
                .doesNotContain("Campaign.Region__c");
    }

    @Test
    void fieldsOfObjectsAreByObjectAndName() {
        FieldCatalogue catalogue = FieldCatalogue.of(List.of(
                new Seen(REGION, FieldType.TEXT, false),
                new Seen(new FieldName(RecordObject.TASK, "Other__c"), FieldType.TEXT, false),
                new Seen(new FieldName(RecordObject.CAMPAIGN, "NAME"), FieldType.NUMBER, false)));

        assertThat(catalogue.of(RuleListKind.CAMPAIGN_MEMBER.objects()))
                .extracting(field -> field.name().text())
                .containsExactly(
                        "Campaign.CreatedDate",
                        "Campaign.EndDate",
                        "Campaign.Id",
                        "Campaign.Name",
                        "Campaign.Region__c",
                        "Campaign.StartDate",
                        "Campaign.Status",
                        "Campaign.SyncType",
                        "Campaign.TouchpointEndDate",
                        "Campaign.TouchpointStartDate",
                        "Campaign.Type",
                        "CampaignMember.BuyerTouchpointDate",
                        "CampaignMember.CampaignId",
                        "CampaignMember.CreatedDate",
                        "CampaignMember.FirstRespondedDate",
                        "CampaignMember.HasResponded",
                        "CampaignMember.Id",
                        "CampaignMember.Status");
    }
}
