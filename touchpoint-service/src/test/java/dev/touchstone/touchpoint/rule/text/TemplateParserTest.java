package dev.touchstone.touchpoint.rule.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, section 3.3, A02. */
class TemplateParserTest {
    private static final Map<FieldName, FieldValue> JILL = Map.of(
            new FieldName(RecordObject.TASK, "AssignedTo"), new FieldValue.Text("Jill"),
            new FieldName(RecordObject.TASK, "Owner.Team"), new FieldValue.Text("East"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Outbound Call                          | Outbound Call                          | Outbound Call
            Outbound Sales - {Task.AssignedTo}     | Outbound Sales - {Task.AssignedTo}     | Outbound Sales - Jill
            Outbound Sales - {AssignedTo}          | Outbound Sales - {Task.AssignedTo}     | Outbound Sales - Jill
            { task.assignedto }{Task.AssignedTo}   | {Task.assignedto}{Task.AssignedTo}     | JillJill
            {Owner.Team}                           | {Task.Owner.Team}                      | East
            Call {Task.Missing__c}                 | Call {Task.Missing__c}                 | Call
            {{{Task.AssignedTo}}}                  | {{{Task.AssignedTo}}}                  | {Jill}
            a{{b}}c                                | a{{b}}c                                | a{b}c
            """)
    void namesAreReadAndFilled(String written, String expected, String name) {
        var template =
                TemplateParser.parse(written, RuleListKind.TASK.objects()).orElseThrow();

        assertThat(template.text()).isEqualTo(expected);
        assertThat(template.name(JILL::get)).isEqualTo(name);
        assertThat(TemplateParser.parse(template.text(), RuleListKind.TASK.objects()))
                .isEqualTo(new Parsed.Done<>(template));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TASK                | Call {AssignedTo    |  6 | no `}` ends it
            TASK                | Call AssignedTo}    | 16 | `}` closes nothing
            TASK                | Call {}             |  7 | a field of Task as Object.Field was expected
            TASK                | Call {Assigned To}  |  7 | a field of Task as Object.Field was expected
            CAMPAIGN_MEMBER     | Call {AssignedTo}   |  7 | a field of Campaign, CampaignMember as Object.Field was expected
            CAMPAIGN_MEMBER     | Call {Owner.Name}   |  7 | a field of Campaign, CampaignMember as Object.Field was expected
            """)
    void whatCannotBeReadIsToldWithItsColumn(RuleListKind kind, String text, int column, String message) {
        assertThat(TemplateParser.parse(text, kind.objects())).isInstanceOfSatisfying(Parsed.Failed.class, failed -> {
            assertThat(failed.column()).isEqualTo(column);
            assertThat(failed.message()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "{CampaignMember.CreatedDate},CampaignMember.CreatedDate",
        "CampaignMember.CreatedDate,CampaignMember.CreatedDate",
        "'  { campaignmember.CREATEDDATE } ',CampaignMember.CREATEDDATE"
    })
    void tokensOfDatesAreRead(String token, String expected) {
        assertThat(TemplateParser.parseToken(token, RuleListKind.CAMPAIGN_MEMBER.objects())
                        .orElseThrow()
                        .text())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"{CreatedDate}", "{}", "{CampaignMember.CreatedDate", "'{A.B} {C.D}'", "''"})
    void whatIsNoTokenIsRefused(String token) {
        assertThat(TemplateParser.parseToken(token, RuleListKind.CAMPAIGN_MEMBER.objects()))
                .isInstanceOf(Parsed.Failed.class);
    }
}
