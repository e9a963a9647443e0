package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.generate.FactRules;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.rule.CompiledRuleList;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which rule of which list made a touchpoint, as the lists in force have it. */
final class ExplainRule {
    /** No such row: the rule is in the list no longer. */
    private static final int GONE = 0;

    private final GenerationPolicy policy;

    ExplainRule(GenerationPolicy policy) {
        this.policy = policy;
    }

    /**
     * A rule that made a touchpoint.
     *
     * @param kind its list
     * @param name its name
     * @param row its row in the list in force, from 1 upwards; 0 if it is there no longer, or is another one by now
     * @param listVersion version of the list in force
     * @param sinceVersion version in which the rule became what it was then
     * @param rule the rule; null if it is there no longer, or is another one by now
     * @param overlapped names of later rules that match the same fact
     */
    record Explanation(
            RuleListKind kind,
            String name,
            int row,
            long listVersion,
            long sinceVersion,
            @Nullable GenerationRule rule,
            List<String> overlapped) {
        /** The field that gives the touchpoint's time; null if it is not known. */
        @Nullable
        FieldName touchpointDate() {
            return rule == null ? null : rule.touchpointDate();
        }
    }

    /** The rule behind a touchpoint; empty for a built-in one. */
    Optional<Explanation> explain(FindFact.Found found, Touchpoint.Origin origin) {
        return switch (found) {
            case FindFact.Found.OfSession session -> Optional.empty();
            case FindFact.Found.OfMember(var member) -> {
                // While the list is empty the sync type decides, by a rule that is built in.
                CompiledRuleList list = policy.list(RuleListKind.CAMPAIGN_MEMBER);
                yield list.isEmpty() ? Optional.empty() : Optional.of(of(list, member.fact(), origin));
            }
            case FindFact.Found.OfActivity(var activity) ->
                Optional.of(of(policy.list(FactRules.kind(activity.fact())), activity.fact(), origin));
            case FindFact.Found.OfProgramMember(var member) ->
                Optional.of(of(policy.list(RuleListKind.PROGRAM_MEMBER), member.fact(), origin));
            case FindFact.Found.OfMarketingActivity(var activity) ->
                Optional.of(of(policy.list(RuleListKind.MARKETING_ACTIVITY), activity.fact(), origin));
        };
    }

    private static Explanation of(CompiledRuleList compiled, FieldSource fields, Touchpoint.Origin origin) {
        List<GenerationRule> rules = compiled.list().rules();
        int row = row(rules, origin);
        GenerationRule rule = row == GONE ? null : rules.get(row - 1);
        return new Explanation(
                compiled.list().kind(),
                origin.rule(),
                row,
                compiled.list().version(),
                origin.ruleVersion(),
                rule,
                rule == null ? List.of() : overlapped(compiled, fields, rule));
    }

    /** A rule that has just become another one is not the rule that made the touchpoint, whatever its name. */
    private static int row(List<GenerationRule> rules, Touchpoint.Origin origin) {
        for (int i = 0; i < rules.size(); i++) {
            GenerationRule rule = rules.get(i);
            if (rule.name().equals(origin.rule()) && rule.sinceVersion() == origin.ruleVersion()) {
                return i + 1;
            }
        }
        return GONE;
    }

    private static List<String> overlapped(CompiledRuleList list, FieldSource fields, GenerationRule deciding) {
        return list.matching(fields).stream()
                .dropWhile(rule -> !rule.equals(deciding))
                .skip(1)
                .map(GenerationRule::name)
                .toList();
    }
}
