package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldType;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.KnownField;
import dev.touchstone.touchpoint.rule.NameTemplate;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.check.ExpressionDraft;
import dev.touchstone.touchpoint.rule.check.ExpressionDraft.ConditionDraft;
import dev.touchstone.touchpoint.rule.check.RuleDraft;
import dev.touchstone.touchpoint.rule.check.RuleProblem;
import dev.touchstone.touchpoint.rule.text.ExpressionText;
import dev.touchstone.touchpoint.v1.RuleCondition;
import dev.touchstone.touchpoint.v1.RuleConditionGroup;
import dev.touchstone.touchpoint.v1.RuleExpression;
import dev.touchstone.touchpoint.v1.RuleField;
import dev.touchstone.touchpoint.v1.RuleFieldType;
import dev.touchstone.touchpoint.v1.RuleOperator;
import dev.touchstone.touchpoint.v1.RuleValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules and expressions as messages. Reading them gives drafts, which {@code rule.check.RuleChecker} checks; its problems become
 * violations here.
 */
public final class RuleMessages {
    private static final String LIST_PREFIX = "RULE_LIST_KIND_";
    private static final String OPERATOR_PREFIX = "RULE_OPERATOR_";
    private static final String TYPE_PREFIX = "RULE_FIELD_TYPE_";

    private RuleMessages() {}

    /** Which list; empty, with a violation, if none was named. */
    public static Optional<RuleListKind> kind(
            String path, dev.touchstone.touchpoint.v1.RuleListKind message, FieldViolations violations) {
        Optional<RuleListKind> kind = Arrays.stream(RuleListKind.values())
                .filter(value -> message.name().equals(LIST_PREFIX + value.name()))
                .findFirst();
        if (kind.isEmpty()) {
            violations.add(path, "UNKNOWN_ENUM_VALUE", "must be a RuleListKind that is known");
        }
        return kind;
    }

    /** The message of a kind. */
    public static dev.touchstone.touchpoint.v1.RuleListKind kind(RuleListKind kind) {
        return dev.touchstone.touchpoint.v1.RuleListKind.valueOf(LIST_PREFIX + kind.name());
    }

    /** Rules as they were sent. */
    public static List<RuleDraft> drafts(List<dev.touchstone.touchpoint.v1.GenerationRule> rules) {
        return rules.stream().map(RuleMessages::draft).toList();
    }

    private static RuleDraft draft(dev.touchstone.touchpoint.v1.GenerationRule rule) {
        return new RuleDraft(
                rule.getName(), when(rule), rule.getTouchpointDate(), rule.getCampaignName(), rule.getCategory());
    }

    private static RuleDraft.When when(dev.touchstone.touchpoint.v1.GenerationRule rule) {
        return switch (rule.getConditionCase()) {
            case EXPRESSION_TEXT -> new RuleDraft.When.Line(rule.getExpressionText());
            case EXPRESSION -> new RuleDraft.When.Structure(draft(rule.getExpression()));
            case CONDITION_NOT_SET -> new RuleDraft.When.Missing();
        };
    }

    /** An expression as it was sent. */
    public static ExpressionDraft draft(RuleExpression expression) {
        return new ExpressionDraft(expression.getGroupsList().stream()
                .map(group -> group.getConditionsList().stream()
                        .map(RuleMessages::draft)
                        .toList())
                .toList());
    }

    private static ConditionDraft draft(RuleCondition condition) {
        return new ConditionDraft(
                condition.getField(),
                operator(condition.getOperator()),
                condition.getValuesList().stream().map(RuleValueMessages::draft).toList());
    }

    private static @Nullable Operator operator(RuleOperator message) {
        return Arrays.stream(Operator.values())
                .filter(operator -> message.name().equals(OPERATOR_PREFIX + operator.name()))
                .findFirst()
                .orElse(null);
    }

    /** Adds what a check found to the violations of a request. */
    public static void addAll(List<RuleProblem> problems, FieldViolations violations) {
        problems.forEach(
                problem -> violations.add(problem.path(), problem.reason().name(), problem.description()));
    }

    /** A rule in an answer. */
    public static dev.touchstone.touchpoint.v1.GenerationRule rule(GenerationRule rule) {
        FieldName date = rule.touchpointDate();
        NameTemplate campaign = rule.campaignName();
        return dev.touchstone.touchpoint.v1.GenerationRule.newBuilder()
                .setName(rule.name())
                .setExpression(expression(rule.expression()))
                .setExpressionLine(ExpressionText.of(rule.expression()))
                .setTouchpointDate(date == null ? "" : "{" + date.text() + "}")
                .setCampaignName(campaign == null ? "" : campaign.text())
                .setCategory(rule.category())
                .setSinceVersion(rule.sinceVersion())
                .build();
    }

    /** An expression in an answer. */
    public static RuleExpression expression(Expression expression) {
        RuleExpression.Builder message = RuleExpression.newBuilder();
        for (List<Condition> group : expression.groups()) {
            RuleConditionGroup.Builder conditions = RuleConditionGroup.newBuilder();
            group.forEach(condition -> conditions.addConditions(condition(condition)));
            message.addGroups(conditions);
        }
        return message.build();
    }

    private static RuleCondition condition(Condition condition) {
        RuleCondition.Builder message = RuleCondition.newBuilder()
                .setField(condition.field().text())
                .setOperator(RuleOperator.valueOf(
                        OPERATOR_PREFIX + condition.operator().name()));
        condition.values().forEach(value -> message.addValues(value(value)));
        return message.build();
    }

    private static RuleValue value(Operand operand) {
        RuleValue.Builder message = RuleValue.newBuilder();
        return switch (operand) {
            case Operand.DaysFromToday(int days) ->
                message.setDaysFromToday(days).build();
            case Operand.Fixed(FieldValue.Text(var text)) ->
                message.setText(text).build();
            case Operand.Fixed(FieldValue.Flag(var flag)) ->
                message.setFlag(flag).build();
            case Operand.Fixed(FieldValue.Time(var time)) ->
                message.setTime(ProtoTime.timestamp(time)).build();
            case Operand.Fixed(FieldValue.Decimal number) ->
                message.setNumber(number.text()).build();
            case Operand.Fixed(FieldValue.Date date) ->
                message.setDate(date.text()).build();
        };
    }

    /** A field in an answer. */
    public static RuleField field(KnownField field) {
        return RuleField.newBuilder()
                .setName(field.name().text())
                .setType(type(field.type()))
                .setStandard(field.standard())
                .setUsableAsDate(field.isUsableAsDate())
                .build();
    }

    private static RuleFieldType type(FieldType type) {
        return RuleFieldType.valueOf(TYPE_PREFIX + type.name());
    }
}
