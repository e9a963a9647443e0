package dev.touchstone.commandline.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @Test
    void salesforcesNamesAndThoseOfReplicationToolsAreTheSameColumns() {
        List<String> row = List.of("1", "2019-11-11", "TRUE");
        for (List<String> header : List.of(
                List.of("Id", "LastModifiedDate", "HasResponded"),
                List.of("id", "last_modified_date", "has_responded"))) {
            Columns columns = Columns.of(SalesforceObject.CAMPAIGN_MEMBER, header, Map.of());

            assertThat(columns.value(StandardField.ID, row)).isEqualTo("1");
            assertThat(columns.value(StandardField.MODIFIED, row)).isEqualTo("2019-11-11");
            assertThat(columns.value(StandardField.HAS_RESPONDED, row)).isEqualTo("TRUE");
            assertThat(columns.custom()).isEmpty();
        }
    }

    @Test
    void allOtherColumnsAreCustomFieldsUnderTheirNamesButThoseOfTheTool() {
        Columns columns = Columns.of(
                SalesforceObject.LEAD,
                List.of("Id", "my_Field__c", "Lead Score (new)", "_fivetran_active", "_private", "MY_FIELD__C", "%"),
                Map.of());

        assertThat(columns.custom())
                .containsExactly(
                        new Columns.Custom(1, "my_Field__c"),
                        new Columns.Custom(2, "Lead_Score_new_"),
                        new Columns.Custom(4, "private"));
    }

    @Test
    void theFirstColumnThatIsNotBlankCounts() {
        Columns columns = Columns.of(
                SalesforceObject.TASK, List.of("CreatedDate", "ActivityDate", "CompletedDateTime"), Map.of());

        assertThat(columns.value(StandardField.TASK_TIME, List.of("1", " ", "")))
                .isEqualTo("1");
        assertThat(columns.value(StandardField.TASK_TIME, List.of("1", " ", "2")))
                .isEqualTo("2");
        assertThat(columns.value(StandardField.TASK_TIME, List.of("1", "3", "2")))
                .isEqualTo("3");
        assertThat(columns.value(StandardField.CREATED, List.of("1", "3", "2"))).isEqualTo("1");
        assertThat(columns.custom()).isEmpty();
    }

    @Test
    void theUsersWordComesBeforeTheNames() {
        Columns columns = Columns.of(
                SalesforceObject.TASK,
                List.of("Id", "Cookie", "Type", "Call_Type__c", "Secret"),
                Map.of("cookie", "VisitorId", "Call_Type__c", "Type", "Type", "Task_Type", "Secret", ""));

        List<String> row = List.of("1", "v1", "x", "Call", "s");
        assertThat(columns.value(StandardField.VISITOR, row)).isEqualTo("v1");
        assertThat(columns.value(StandardField.TYPE, row)).isEqualTo("Call");
        assertThat(columns.custom()).containsExactly(new Columns.Custom(2, "Task_Type"));
        assertThat(columns.has("COOKIE")).isTrue();
        assertThat(columns.has("Nothing")).isFalse();
    }

    @Test
    void aNameThatNoFieldCanHaveIsRefused() {
        assertThatThrownBy(() -> Columns.of(SalesforceObject.LEAD, List.of("Score"), Map.of("Score", "2nd score")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'2nd score' cannot be the name of a field");
    }

    @ParameterizedTest(name = "{0} holds {1}")
    @CsvSource(textBlock = """
            Lead.csv,                        LEAD
            sf_lead_data.csv,                LEAD
            CampaignMember.csv,              CAMPAIGN_MEMBER
            sf_campaign_members_2025-01.csv, CAMPAIGN_MEMBER
            OpportunityContactRole.csv,      CONTACT_ROLE
            opportunities.csv,               OPPORTUNITY
            Salesforce Tasks (export).csv,   TASK
            """)
    void aFilesNameTellsWhatItHolds(String name, SalesforceObject expected) {
        assertThat(SalesforceObject.ofFileName(name)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            opportunity_line_item.csv
            report1712.csv
            sf_user_data.csv
            lead_history.csv
            """)
    void anotherNameTellsNothing(String name) {
        assertThat(SalesforceObject.ofFileName(name)).isEmpty();
    }

    @Test
    void idsTellByTheirFirstCharactersInWhichCaseCounts() {
        assertThat(SalesforceObject.ofId("00Q1G00000nDnM5UAK")).contains(SalesforceObject.LEAD);
        assertThat(SalesforceObject.ofId("00K1G00000A3iyqQAB")).contains(SalesforceObject.CONTACT_ROLE);
        assertThat(SalesforceObject.ofId("00k1G00000A3iyqQAB")).isEmpty();
        assertThat(SalesforceObject.isOtherThanRecords("sf_account_history_data.csv"))
                .isTrue();
    }
}
