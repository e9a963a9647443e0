package dev.touchstone.touchpoint.touchpointfield;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.StandardFields;
import dev.touchstone.touchpoint.rule.text.TemplateParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which rules use calculated fields. */
public final class FieldUses {
    /** The lists whose rules may. */
    public static final List<RuleListKind> KINDS =
            List.of(RuleListKind.SUPPRESSION, RuleListKind.REMOVAL, RuleListKind.SEGMENT);

    private FieldUses() {}

    /**
     * A rule that uses a field.
     *
     * @param field the field
     * @param rule the rule as messages call it: {@code segment "EMEA" of category "Region"}
     */
    public record Use(FieldName field, String rule) {}

    /** What the rules themselves name, by a condition or a token, in their order. */
    public static List<Use> direct(Collection<RuleList> lists) {
        List<Use> uses = new ArrayList<>();
        for (RuleList list : lists) {
            for (GenerationRule rule : list.rules()) {
                fields(list.kind(), rule)
                        .filter(FieldUses::isCalculated)
                        .distinct()
                        .map(field -> new Use(field, words(list.kind(), rule)))
                        .forEach(uses::add);
            }
        }
        return uses;
    }

    /** The same, and what they use through other fields; in the order of the fields, then of the rules. */
    public static List<Use> all(Collection<RuleList> lists, CalculatedFields fields) {
        List<Use> direct = direct(lists);
        List<Use> uses = new ArrayList<>();
        for (TouchpointField field : fields.fields()) {
            FieldName name = field.fieldName();
            direct.stream()
                    .filter(use -> fields.withInputs(Set.of(use.field())).contains(name))
                    .map(use -> new Use(name, use.rule()))
                    .distinct()
                    .forEach(uses::add);
        }
        return uses;
    }

    private static boolean isCalculated(FieldName field) {
        return field.object() == RecordObject.TOUCHPOINT
                && StandardFields.find(field).isEmpty();
    }

    private static Stream<FieldName> fields(RuleListKind kind, GenerationRule rule) {
        Stream<FieldName> tested = rule.expression().conditions().map(Condition::field);
        return kind == RuleListKind.SEGMENT ? Stream.concat(tested, tokens(rule)) : tested;
    }

    private static Stream<FieldName> tokens(GenerationRule rule) {
        return TemplateParser.parse(rule.name(), RuleListKind.SEGMENT.objects())
                .orElseThrow()
                .fields();
    }

    private static String words(RuleListKind kind, GenerationRule rule) {
        return switch (kind) {
            case SEGMENT -> "segment \"" + rule.name() + "\" of category \"" + rule.category() + "\"";
            case SUPPRESSION -> "suppression rule \"" + rule.name() + "\"";
            case REMOVAL -> "removal rule \"" + rule.name() + "\"";
            case CAMPAIGN_MEMBER, PROGRAM_MEMBER, TASK, EVENT, MARKETING_ACTIVITY -> "rule \"" + rule.name() + "\"";
        };
    }
}
