package dev.touchstone.touchpoint.rulelist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldCatalogue;
import dev.touchstone.touchpoint.rule.FieldCatalogue.Seen;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldType;
import dev.touchstone.touchpoint.rule.RandomRules;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.check.Checked;
import dev.touchstone.touchpoint.rule.check.RuleChecker;
import dev.touchstone.touchpoint.rule.check.RuleProblem;
import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.RuleCondition;
import dev.touchstone.touchpoint.v1.RuleConditionGroup;
import dev.touchstone.touchpoint.v1.RuleExpression;
import dev.touchstone.touchpoint.v1.RuleOperator;
import dev.touchstone.touchpoint.v1.RuleValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleMessagesTest {
    private static final RuleChecker CHECKER = new RuleChecker(RuleListKind.CAMPAIGN_MEMBER, catalogue());

    /** The fields of {@link RandomRules}. */
    private static FieldCatalogue catalogue() {
        List<Seen> seen = new ArrayList<>();
        for (RecordObject object : RuleListKind.CAMPAIGN_MEMBER.objects()) {
            for (FieldType type : FieldType.values()) {
                for (int number = 0; number < 2; number++) {
                    String name = type.name().charAt(0)
                            + type.name().substring(1).toLowerCase(Locale.ROOT)
                            + "_" + number + "__c";
                    seen.add(new Seen(new FieldName(object, name), type, false));
                }
            }
        }
        return FieldCatalogue.of(seen);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readingTheMessageOfACheckedExpressionGivesTheSame(long seed) {
        Expression expression = RandomRules.typed(seed).expression();
        RuleExpression message = RuleMessages.expression(expression);

        Checked<Expression> read = CHECKER.structure("expression", RuleMessages.draft(message));

        switch (read) {
            case Checked.Accepted<Expression>(Expression accepted) ->
                assertThat(accepted).as("seed %d", seed).isEqualTo(expression);
            case Checked.Refused<Expression>(List<RuleProblem> problems) ->
                assertThat(problems)
                        .as("only bounds in the wrong order, seed %d", seed)
                        .allSatisfy(problem -> assertThat(problem.reason()).isEqualTo(RuleProblem.Reason.OUT_OF_RANGE));
        }
    }

    @Test
    void valuesThatAreNoneAreToldWithTheirPlace() {
        RuleExpression message = RuleExpression.newBuilder()
                .addGroups(RuleConditionGroup.newBuilder()
                        .addConditions(condition(
                                "Campaign.Number_0__c",
                                RuleValue.newBuilder().setNumber("1e5").build(),
                                RuleValue.newBuilder().setNumber("1".repeat(31)).build(),
                                RuleValue.getDefaultInstance()))
                        .addConditions(condition(
                                "Campaign.Time_0__c",
                                RuleValue.newBuilder().setDate("2017-02-30").build(),
                                RuleValue.newBuilder().setDate("0000-02-03").build(),
                                RuleValue.newBuilder()
                                        .setTime(Timestamp.newBuilder().setNanos(-1))
                                        .build(),
                                RuleValue.newBuilder().setDaysFromToday(36_501).build(),
                                RuleValue.newBuilder()
                                        .setDaysFromToday(Integer.MIN_VALUE)
                                        .build()))
                        .addConditions(RuleCondition.newBuilder()
                                .setField("Campaign.Name")
                                .setOperatorValue(99)))
                .build();

        assertThat(CHECKER.structure("e", RuleMessages.draft(message)))
                .isInstanceOfSatisfying(Checked.Refused.class, refused -> {
                    FieldViolations violations = new FieldViolations();
                    @SuppressWarnings("unchecked")
                    List<RuleProblem> problems = refused.problems();
                    RuleMessages.addAll(problems, violations);
                    assertThat(violations.list())
                            .extracting(violation -> violation.getField() + " " + violation.getReason())
                            .containsExactly(
                                    "e.groups[0].conditions[0].values[0] INVALID_NUMBER",
                                    "e.groups[0].conditions[0].values[1] INVALID_NUMBER",
                                    "e.groups[0].conditions[0].values[2] FIELD_REQUIRED",
                                    "e.groups[0].conditions[1].values[0] INVALID_DATE",
                                    "e.groups[0].conditions[1].values[1] INVALID_DATE",
                                    "e.groups[0].conditions[1].values[2] OUT_OF_RANGE",
                                    "e.groups[0].conditions[1].values[3] OUT_OF_RANGE",
                                    "e.groups[0].conditions[1].values[4] OUT_OF_RANGE",
                                    "e.groups[0].conditions[2].operator UNKNOWN_ENUM_VALUE");
                });
    }

    @Test
    void ruleInAnAnswerHasStructureAndLine() {
        GenerationRule sent = GenerationRule.newBuilder()
                .setName("Webinars")
                .setExpressionText("campaign.type is equal to \"Webinar\"")
                .setTouchpointDate("{campaignmember.createddate}")
                .build();

        Checked<List<dev.touchstone.touchpoint.rule.GenerationRule>> checked =
                CHECKER.rules(RuleMessages.drafts(List.of(sent)));

        assertThat(checked).isInstanceOfSatisfying(Checked.Accepted.class, accepted -> {
            var rule = (dev.touchstone.touchpoint.rule.GenerationRule) ((List<?>) accepted.value()).getFirst();
            assertThat(RuleMessages.rule(rule.since(7)))
                    .isEqualTo(GenerationRule.newBuilder()
                            .setName("Webinars")
                            .setExpression(RuleExpression.newBuilder()
                                    .addGroups(RuleConditionGroup.newBuilder()
                                            .addConditions(condition(
                                                            "Campaign.Type",
                                                            RuleValue.newBuilder()
                                                                    .setText("Webinar")
                                                                    .build())
                                                    .toBuilder()
                                                    .setOperator(RuleOperator.RULE_OPERATOR_IS_EQUAL_TO))))
                            .setExpressionLine("Campaign.Type is equal to \"Webinar\"")
                            .setTouchpointDate("{CampaignMember.CreatedDate}")
                            .setSinceVersion(7)
                            .build());
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasAMessage(RuleListKind kind) {
        FieldViolations violations = new FieldViolations();

        assertThat(RuleMessages.kind("kind", RuleMessages.kind(kind), violations))
                .contains(kind);
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void anUnknownKindIsRefused() {
        FieldViolations violations = new FieldViolations();

        assertThat(RuleMessages.kind(
                        "kind", dev.touchstone.touchpoint.v1.RuleListKind.RULE_LIST_KIND_UNSPECIFIED, violations))
                .isEmpty();
        assertThat(violations.list())
                .singleElement()
                .satisfies(violation -> assertThat(violation.getReason()).isEqualTo("UNKNOWN_ENUM_VALUE"));
    }

    private static RuleCondition condition(String field, RuleValue... values) {
        return RuleCondition.newBuilder()
                .setField(field)
                .setOperator(RuleOperator.RULE_OPERATOR_IS_ONE_OF)
                .addAllValues(List.of(values))
                .build();
    }
}
