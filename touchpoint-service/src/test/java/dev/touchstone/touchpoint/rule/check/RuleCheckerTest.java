package dev.touchstone.touchpoint.rule.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldCatalogue;
import dev.touchstone.touchpoint.rule.FieldCatalogue.Seen;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldType;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.check.ExpressionDraft.ConditionDraft;
import dev.touchstone.touchpoint.rule.check.ExpressionDraft.ValueDraft;
import dev.touchstone.touchpoint.rule.check.RuleProblem.Reason;
import dev.touchstone.touchpoint.rule.text.ExpressionText;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCheckerTest {
    private static final FieldCatalogue CATALOGUE = FieldCatalogue.of(List.of(
            new Seen(new FieldName(RecordObject.CAMPAIGN, "Region__c"), FieldType.TEXT, false),
            new Seen(new FieldName(RecordObject.CAMPAIGN, "Cost__c"), FieldType.NUMBER, false),
            new Seen(new FieldName(RecordObject.CAMPAIGN, "Score__c"), FieldType.NUMBER, true),
            new Seen(new FieldName(RecordObject.CAMPAIGN, "Closed__c"), FieldType.DATE, true),
            new Seen(new FieldName(RecordObject.TASK, "Owner.Team"), FieldType.TEXT, false)));

    private static final RuleChecker CAMPAIGNS = new RuleChecker(RuleListKind.CAMPAIGN_MEMBER, CATALOGUE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            campaign.TYPE is equal to "Webinar"                | Campaign.Type is equal to "Webinar"
            Campaign.region__C contains "x"                    | Campaign.Region__c contains "x"
            Campaign.Name is equal to ""                       | Campaign.Name is null
            Campaign.Cost__c is not equal to ""                | Campaign.Cost__c is not null
            Campaign.CreatedDate is less than 2019-05-30       | Campaign.CreatedDate is less than 2019-05-30
            Campaign.CreatedDate is less than 2019-05-30T10:00:00Z | Campaign.CreatedDate is less than 2019-05-30T10:00:00Z
            Campaign.StartDate is between 30 days ago and 2019-05-30 | Campaign.StartDate is between 30 days ago and 2019-05-30
            Campaign.CreatedDate is between 2019-05-30 and 2019-05-30T10:00:00Z | Campaign.CreatedDate is between 2019-05-30 and 2019-05-30T10:00:00Z
            CampaignMember.HasResponded is one of (true, false) | CampaignMember.HasResponded is one of (true, false)
            Campaign.Name matches regex "^[a-z]{2,64}\\d"      | Campaign.Name matches regex "^[a-z]{2,64}\\\\d"
            """)
    void whatFitsIsAcceptedInTheSpellingOfTheCatalogue(String line, String expected) {
        assertThat(CAMPAIGNS.line("text", line))
                .isInstanceOfSatisfying(
                        Checked.Accepted.class,
                        accepted -> assertThat(ExpressionText.of((Expression) accepted.value()))
                                .isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            Campaign.Type is equal to Webinar              | INVALID_SYNTAX         | 27 | double quotes: "Webinar"
            Campaign.Tpye is null                          | UNKNOWN_FIELD          |  1 | was Campaign.Type meant?
            Campaign.Zzz is null                           | UNKNOWN_FIELD          |  1 | Campaign.Zzz is neither a standard field nor was it ever seen in a record
            Campaign.Score__c is greater than 5            | FORMULA_FIELD          |  1 | is a formula of the source
            Task.Type is null                              | FIELD_NOT_OF_LIST      |  1 | must be a field of Campaign, CampaignMember
            Campaign.CreatedDate contains "2017"           | WRONG_TYPE             | 22 | `contains` tests a text, but Campaign.CreatedDate is a time
            Campaign.Name is greater than 5                | WRONG_TYPE             | 15 | `is greater than` tests a number, a time, a day, but Campaign.Name is a text
            Campaign.Cost__c is equal to "90"              | WRONG_TYPE             | 30 | must be a number such as 12.50, because Campaign.Cost__c is a number, but is a text
            Campaign.Name is equal to 2015                 | WRONG_TYPE             | 27 | must be a text such as "Webinar"
            Campaign.StartDate is less than 2017-03-01T10:00:00Z | WRONG_TYPE       | 33 | must be a day such as 2017-03-01
            CampaignMember.HasResponded is equal to "true" | WRONG_TYPE             | 41 | must be true or false
            Campaign.Cost__c is less than today            | WRONG_TYPE             | 31 | but is a day counted from today
            Campaign.Cost__c is one of (1, "2", 3)         | WRONG_TYPE             | 32 | must be a number
            Campaign.Cost__c is between 5 and 1            | OUT_OF_RANGE           | 35 | the smaller bound comes first
            Campaign.StartDate is between today and 1 day ago | OUT_OF_RANGE        | 41 | the smaller bound comes first
            Campaign.Cost__c is equal to 1234567890123456789012345678901 | INVALID_NUMBER | 30 | at most 30 digits
            Campaign.Cost__c is equal to 0.0000000000000000000000000000001 | INVALID_NUMBER | 30 | at most 30 digits
            Campaign.Name contains ""                      | FIELD_REQUIRED         | 24 | an empty field is tested with `is null`
            Campaign.Name is one of ("a", "")              | FIELD_REQUIRED         | 31 | an empty field is tested with `is null`
            Campaign.Name matches regex "a("               | BAD_REGEX              | 29 | must be an RE2 expression
            Campaign.Name matches regex "(?=a)"            | BAD_REGEX              | 29 | must be an RE2 expression
            Campaign.Name matches regex "((a{100}){100}){100}" | BAD_REGEX          | 29 | repetitions within repetitions multiplied
            """)
    void whatIsWrongIsToldWithItsReasonAndColumn(String line, Reason reason, int column, String message) {
        assertThat(problems(CAMPAIGNS.line("text", line))).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("text");
            assertThat(problem.message()).contains(message);
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.description()).startsWith("column " + column + ": ");
        });
    }

    @Test
    void problemsOfStructuresHaveTheirPath() {
        ExpressionDraft draft = new ExpressionDraft(List.of(
                List.of(
                        condition("Campaign.Name", Operator.IS_EQUAL_TO, text("x")),
                        condition("Campaign.Name", null, text("x")),
                        condition("", Operator.IS_NULL)),
                List.of(),
                List.of(
                        condition("Name", Operator.IS_NULL),
                        condition("Campaign.Name", Operator.IS_NULL, text("x")),
                        condition("Campaign.Name", Operator.IS_BETWEEN),
                        condition("Campaign.Name", Operator.IS_ONE_OF),
                        condition("Campaign.Name", Operator.CONTAINS, text("x"), text("y")),
                        condition(
                                "Campaign.Cost__c",
                                Operator.IS_ONE_OF,
                                text("x"),
                                new ValueDraft.Unreadable(Reason.INVALID_NUMBER, "must be a number")),
                        condition("Campaign.Name", Operator.CONTAINS, text("x".repeat(1_001))),
                        condition("Campaign.Name", Operator.CONTAINS, text("x\0")))));

        assertThat(problems(CAMPAIGNS.structure("expression", draft)))
                .extracting(RuleProblem::path, RuleProblem::reason)
                .containsExactly(
                        at("expression.groups[0].conditions[1].operator", Reason.UNKNOWN_ENUM_VALUE),
                        at("expression.groups[0].conditions[2].field", Reason.FIELD_REQUIRED),
                        at("expression.groups[1]", Reason.EMPTY_LIST),
                        at("expression.groups[2].conditions[0].field", Reason.UNKNOWN_FIELD),
                        at("expression.groups[2].conditions[1].values", Reason.WRONG_NUMBER_OF_VALUES),
                        at("expression.groups[2].conditions[2].operator", Reason.WRONG_TYPE),
                        at("expression.groups[2].conditions[3].values", Reason.EMPTY_LIST),
                        at("expression.groups[2].conditions[4].values", Reason.WRONG_NUMBER_OF_VALUES),
                        at("expression.groups[2].conditions[5].values[0]", Reason.WRONG_TYPE),
                        at("expression.groups[2].conditions[5].values[1]", Reason.INVALID_NUMBER),
                        at("expression.groups[2].conditions[6].values[0]", Reason.FIELD_TOO_LONG),
                        at("expression.groups[2].conditions[7].values[0]", Reason.INVALID_TEXT));
    }

    @Test
    void sizesAreLimited() {
        ConditionDraft isNull = condition("Campaign.Name", Operator.IS_NULL);
        ValueDraft[] values =
                IntStream.rangeClosed(1, 1_001).mapToObj(i -> text("x" + i)).toArray(ValueDraft[]::new);

        assertThat(reasons(CAMPAIGNS.structure("e", new ExpressionDraft(List.of()))))
                .containsExactly(Reason.EMPTY_LIST);
        assertThat(reasons(CAMPAIGNS.structure("e", new ExpressionDraft(Collections.nCopies(51, List.of(isNull))))))
                .containsExactly(Reason.TOO_MANY);
        assertThat(CAMPAIGNS.structure(
                        "e", new ExpressionDraft(Collections.nCopies(50, Collections.nCopies(10, isNull)))))
                .isInstanceOf(Checked.Accepted.class);
        assertThat(reasons(CAMPAIGNS.structure("e", new ExpressionDraft(List.of(Collections.nCopies(51, isNull))))))
                .containsExactly(Reason.TOO_MANY);
        assertThat(reasons(CAMPAIGNS.structure(
                        "e",
                        new ExpressionDraft(
                                List.of(List.of(condition("Campaign.Name", Operator.MATCHES_ANY, values)))))))
                .containsExactly(Reason.TOO_MANY);
        assertThat(reasons(CAMPAIGNS.line("e", ""))).containsExactly(Reason.FIELD_REQUIRED);
        assertThat(reasons(CAMPAIGNS.line("e", " ".repeat(20_001) + "x"))).containsExactly(Reason.FIELD_TOO_LONG);
        assertThat(reasons(CAMPAIGNS.rules(Collections.nCopies(2_001, member("A", "{Campaign.CreatedDate}")))))
                .containsExactly(Reason.TOO_MANY);
    }

    /** What is stored is shown as a line, and that line is sent back by whoever edits it. */
    @Test
    void whatIsTooLongAsALineIsRefusedAsAStructureToo() {
        ConditionDraft isNull = condition("Campaign.Name", Operator.IS_NULL);
        String longestText = "x".repeat(1_000);
        ConditionDraft named = condition(
                "Campaign.Name",
                Operator.IS_ONE_OF,
                Collections.nCopies(19, text(longestText)).toArray(ValueDraft[]::new));
        int length = 19 * "\"\", ".length() + 19_000 + "Campaign.Name is one of ()".length() - ", ".length();
        ConditionDraft rest = condition(
                "Campaign.Name",
                Operator.CONTAINS,
                text("y".repeat(20_000 - length - " and Campaign.Name contains \"\"".length())));
        ConditionDraft oneMore = condition(
                "Campaign.Name",
                Operator.CONTAINS,
                text("y".repeat(20_001 - length - " and Campaign.Name contains \"\"".length())));

        assertThat(CAMPAIGNS.structure("e", new ExpressionDraft(List.of(List.of(named, rest)))))
                .isInstanceOfSatisfying(Checked.Accepted.class, accepted -> {
                    String line = ExpressionText.of((Expression) accepted.value());
                    assertThat(line).hasSize(20_000);
                    assertThat(CAMPAIGNS.line("e", line)).isEqualTo(accepted);
                });
        assertThat(problems(CAMPAIGNS.structure("e", new ExpressionDraft(List.of(List.of(named, oneMore))))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("e");
                    assertThat(problem.reason()).isEqualTo(Reason.FIELD_TOO_LONG);
                    assertThat(problem.message()).contains("at most 20,000").contains("but has 20,001");
                });
        assertThat(reasons(CAMPAIGNS.structure(
                        "e", new ExpressionDraft(Collections.nCopies(50, Collections.nCopies(50, isNull))))))
                .containsExactly(Reason.FIELD_TOO_LONG);
        assertThat(reasons(CAMPAIGNS.line("e", "Campaign.Name contains \"" + "\t".repeat(1_000) + "\"")))
                .isEmpty();
        String lengthened = "Campaign.Name is one of ("
                + String.join(", ", Collections.nCopies(19, "\"" + "\t".repeat(1_000) + "\"")) + ")";
        assertThat(lengthened.length()).isLessThan(20_000);
        assertThat(reasons(CAMPAIGNS.line("e", lengthened))).containsExactly(Reason.FIELD_TOO_LONG);
    }

    @Test
    void aListOfCampaignRulesIsAccepted() {
        assertThat(CAMPAIGNS.rules(List.of(
                        member("Webinars", "{campaignmember.createddate}"), member("Dinners", "Campaign.StartDate"))))
                .isInstanceOfSatisfying(
                        Checked.Accepted.class,
                        accepted -> assertThat((List<?>) accepted.value())
                                .extracting(rule -> ((GenerationRule) rule).name() + " "
                                        + ((GenerationRule) rule)
                                                .touchpointDate()
                                                .text())
                                .containsExactly("Webinars CampaignMember.CreatedDate", "Dinners Campaign.StartDate"));
        assertThat(CAMPAIGNS.rules(List.of())).isEqualTo(new Checked.Accepted<>(List.of()));
    }

    @Test
    void allThatIsWrongWithAListIsToldAtOnce() {
        List<RuleDraft> rules = List.of(
                new RuleDraft(" ", new RuleDraft.When.Missing(), "", "Campaign", "Category"),
                member("Webinars", "{Campaign.Name}"),
                member("WEBINARS", "{Campaign.Closed__c}"),
                member("x".repeat(101), "{Campaign.CreatedDate"),
                new RuleDraft(
                        "Bad",
                        new RuleDraft.When.Line("Campaign.Tpye is null and Campaign.Cost__c is equal to \"5\""),
                        "{Task.CreatedDate}",
                        "",
                        ""));

        assertThat(problems(CAMPAIGNS.rules(rules)))
                .extracting(RuleProblem::path, RuleProblem::reason)
                .containsExactly(
                        at("rules[0].category", Reason.FIELD_NOT_ALLOWED),
                        at("rules[0].name", Reason.FIELD_REQUIRED),
                        at("rules[0].condition", Reason.FIELD_REQUIRED),
                        at("rules[0].touchpoint_date", Reason.FIELD_REQUIRED),
                        at("rules[0].campaign_name", Reason.FIELD_NOT_ALLOWED),
                        at("rules[1].touchpoint_date", Reason.NOT_A_DATE),
                        at("rules[2].name", Reason.DUPLICATE_NAME),
                        at("rules[2].touchpoint_date", Reason.FORMULA_FIELD),
                        at("rules[3].name", Reason.FIELD_TOO_LONG),
                        at("rules[3].touchpoint_date", Reason.INVALID_SYNTAX),
                        at("rules[4].expression_text", Reason.UNKNOWN_FIELD),
                        at("rules[4].expression_text", Reason.WRONG_TYPE),
                        at("rules[4].touchpoint_date", Reason.FIELD_NOT_OF_LIST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TASK               | Outbound Sales - {assignedto} | Outbound Sales - {Task.AssignedTo} |
            TASK               | {Owner.team}                  | {Task.Owner.Team}                  |
            TASK               | ''                            |                                    | FIELD_REQUIRED
            EVENT              | ''                            |                                    | FIELD_REQUIRED
            TASK               | {Nobody}                      |                                    | UNKNOWN_FIELD
            TASK               | {Campaign.Name}               |                                    | FIELD_NOT_OF_LIST
            TASK               | Call {                        |                                    | INVALID_SYNTAX
            MARKETING_ACTIVITY | ''                            | ''                                 |
            MARKETING_ACTIVITY | {Program.name}                | {Program.Name}                     |
            PROGRAM_MEMBER     | Webinar                       |                                    | FIELD_NOT_ALLOWED
            """)
    void campaignNamesAreForActivities(RuleListKind kind, String name, String expected, Reason reason) {
        RuleDraft draft = new RuleDraft("A", anything(kind), "{" + dateOf(kind) + "}", name, "");

        switch (new RuleChecker(kind, CATALOGUE).rules(List.of(draft))) {
            case Checked.Accepted<List<GenerationRule>>(List<GenerationRule> rules) -> {
                var template = rules.getFirst().campaignName();
                assertThat(template == null ? "" : template.text()).isEqualTo(expected);
                assertThat(reason).isNull();
            }
            case Checked.Refused<List<GenerationRule>>(List<RuleProblem> problems) ->
                assertThat(problems)
                        .extracting(RuleProblem::path, RuleProblem::reason)
                        .containsExactly(at("rules[0].campaign_name", reason));
        }
    }

    /** R07, R08. */
    @Test
    void segmentsDifferWithinTheirCategoryAndMayHaveTokens() {
        RuleChecker segments = new RuleChecker(RuleListKind.SEGMENT, CATALOGUE);
        RuleDraft.When any = anything(RuleListKind.SEGMENT);

        assertThat(segments.rules(List.of(
                        new RuleDraft("SMB", any, "", "", "Size"),
                        new RuleDraft("SMB", any, "", "", "Other Size"),
                        new RuleDraft("{touchpoint.georegion}", any, "", "", "Size"))))
                .isInstanceOfSatisfying(
                        Checked.Accepted.class,
                        accepted -> assertThat((List<?>) accepted.value())
                                .extracting(rule -> ((GenerationRule) rule).name())
                                .containsExactly("SMB", "SMB", "{Touchpoint.GeoRegion}"));
        assertThat(problems(segments.rules(List.of(
                        new RuleDraft("SMB", any, "", "", "Size"),
                        new RuleDraft("smb", any, "", "", "SIZE"),
                        new RuleDraft("{Touchpoint.Region}", any, "", "", "Size"),
                        new RuleDraft("Large", any, "{Touchpoint.TouchpointDate}", "", "")))))
                .extracting(RuleProblem::path, RuleProblem::reason)
                .containsExactly(
                        at("rules[1].name", Reason.DUPLICATE_NAME),
                        at("rules[2].name", Reason.UNKNOWN_FIELD),
                        at("rules[3].category", Reason.FIELD_REQUIRED),
                        at("rules[3].touchpoint_date", Reason.FIELD_NOT_ALLOWED));
    }

    private static RuleDraft member(String name, String date) {
        return new RuleDraft(name, new RuleDraft.When.Line("Campaign.Type is not null"), date, "", "");
    }

    private static RuleDraft.When anything(RuleListKind kind) {
        return new RuleDraft.When.Line(dateOf(kind) + " is not null");
    }

    private static String dateOf(RuleListKind kind) {
        return switch (kind) {
            case CAMPAIGN_MEMBER -> "CampaignMember.CreatedDate";
            case PROGRAM_MEMBER -> "ProgramMember.MembershipDate";
            case TASK -> "Task.ActivityDate";
            case EVENT -> "Event.ActivityDate";
            case MARKETING_ACTIVITY -> "MarketingActivity.ActivityDate";
            case REMOVAL, SUPPRESSION, SEGMENT -> "Touchpoint.TouchpointDate";
        };
    }

    private static ConditionDraft condition(String field, Operator operator, ValueDraft... values) {
        return new ConditionDraft(field, operator, Stream.of(values).toList());
    }

    private static ValueDraft text(String text) {
        return new ValueDraft.Given(new Operand.Fixed(new FieldValue.Text(text)));
    }

    private static Tuple at(String path, Reason reason) {
        return Tuple.tuple(path, reason);
    }

    private static List<Reason> reasons(Checked<?> checked) {
        return problems(checked).stream().map(RuleProblem::reason).toList();
    }

    private static List<RuleProblem> problems(Checked<?> checked) {
        return checked instanceof Checked.Refused<?>(List<RuleProblem> problems) ? problems : List.of();
    }
}
