package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rules of a list on touchpoints match the touchpoints of a person: for dry runs, which count what each rule decides on and
 * what an earlier one takes away from it.
 */
public final class TouchpointRuleMatches {
    private final List<Draft> byTime;
    private final List<Touchpoint.Standing> standings;

    private TouchpointRuleMatches(List<Draft> byTime, List<Touchpoint.Standing> standings) {
        this.byTime = byTime;
        this.standings = standings;
    }

    /**
     * The matches of everything that a list decides on: touchpoints for SUPPRESSION, buyer touchpoints for REMOVAL; for SEGMENT
     * touchpoints that have segments, once for each category.
     *
     * @return indexes of rules in their list, ascending; the first decides
     */
    public static List<IntStream> of(PersonFacts person, GenerationPolicy policy, RuleListKind kind) {
        List<Draft> byTime = TouchpointGenerator.outcomes(person, policy).drafts();
        TouchpointRuleMatches matches = new TouchpointRuleMatches(byTime, Standings.of(byTime, person, policy));
        return switch (kind) {
            case SUPPRESSION -> matches.of(policy.suppression().ofPerson(person), false);
            case REMOVAL -> matches.of(policy.removal().ofPerson(person), true);
            case SEGMENT -> matches.of(policy.segments().ofPerson(person));
            case CAMPAIGN_MEMBER, PROGRAM_MEMBER, TASK, EVENT, MARKETING_ACTIVITY ->
                throw new IllegalArgumentException(kind + " decides on facts");
        };
    }

    private List<IntStream> of(TouchpointRules.OfPerson rules, boolean onlyBuyerTouchpoints) {
        List<IntStream> matches = new ArrayList<>(byTime.size());
        for (int i = 0; i < byTime.size(); i++) {
            if (!onlyBuyerTouchpoints || standings.get(i).noBuyerReason() == null) {
                matches.add(rules.all(new TouchpointFields(byTime.get(i))).stream()
                        .mapToInt(TouchpointRules.Match::rule)
                        .distinct());
            }
        }
        return matches;
    }

    private List<IntStream> of(SegmentRules.OfPerson segments) {
        List<IntStream> matches = new ArrayList<>();
        for (int i = 0; i < byTime.size(); i++) {
            if (!standings.get(i).segments().isEmpty()) {
                matches.addAll(segments.matching(new TouchpointFields(byTime.get(i))));
            }
        }
        return matches;
    }
}
