package dev.touchstone.touchpoint.rule;

import java.util.List;

/**
 * The lists of rules that ship, version 1 of each. A call is an interaction comparable to a form, an e-mail that sales sends is not
 * (requirement, section 3.3, guidance); everything else is the customer's to say.
 */
public final class ShippedRules {
    private static final long VERSION = 1;

    private ShippedRules() {}

    /** The list of a kind. */
    public static RuleList list(RuleListKind kind) {
        List<GenerationRule> rules = switch (kind) {
            case TASK -> List.of(calls(RecordObject.TASK));
            case EVENT -> List.of(calls(RecordObject.EVENT));
            case CAMPAIGN_MEMBER, PROGRAM_MEMBER, MARKETING_ACTIVITY, REMOVAL, SUPPRESSION, SEGMENT -> List.of();
        };
        return new RuleList(kind, VERSION, rules);
    }

    private static GenerationRule calls(RecordObject object) {
        Condition isCall = new Condition(
                new FieldName(object, "Type"),
                Operator.IS_EQUAL_TO,
                List.of(new Operand.Fixed(new FieldValue.Text("Call"))));
        return new GenerationRule(
                "Calls",
                new Expression(List.of(List.of(isCall))),
                new FieldName(object, "ActivityDate"),
                new NameTemplate(List.of(new NameTemplate.Part.Literal("Outbound Call"))),
                "",
                VERSION);
    }
}
