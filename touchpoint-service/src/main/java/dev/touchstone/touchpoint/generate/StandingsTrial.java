package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.RuleListKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Where touchpoints stand under two policies that differ in a list on touchpoints alone, so that the same facts make the same
 * touchpoints under both: for dry runs. What becomes of the facts is decided once for both. Thread-safe.
 */
public final class StandingsTrial {
    private final RuleListKind kind;
    private final GenerationPolicy before;
    private final GenerationPolicy after;

    /**
     * @param kind the list in which the policies differ: SUPPRESSION, REMOVAL or SEGMENT
     * @param before as it is
     * @param after as it would be
     */
    public StandingsTrial(RuleListKind kind, GenerationPolicy before, GenerationPolicy after) {
        if (kind.isOfFacts()) {
            throw new IllegalArgumentException(kind + " decides on facts");
        }
        this.kind = kind;
        this.before = before;
        this.after = after;
    }

    /**
     * A touchpoint under both policies.
     *
     * @param personId its person
     * @param fact its fact
     * @param touchedAt its time
     * @param campaignName its campaign name
     * @param before where it stands
     * @param after where it would stand
     */
    public record Tried(
            UUID personId,
            FactReference fact,
            Instant touchedAt,
            String campaignName,
            Touchpoint.Standing before,
            Touchpoint.Standing after) {
        /** The touchpoint's id. */
        public UUID touchpointId() {
            return TouchpointGenerator.id(personId, fact);
        }
    }

    /**
     * A person's touchpoints.
     *
     * @param touchpoints all of them, oldest first
     * @param matches of everything that the other list decides on the rules that match, by their index, ascending; the first
     *     decides. It decides on touchpoints for SUPPRESSION, on buyer touchpoints for REMOVAL, and for SEGMENT on touchpoints that
     *     have segments, once for each category.
     */
    public record OfPerson(List<Tried> touchpoints, List<IntStream> matches) {
        public OfPerson {
            touchpoints = List.copyOf(touchpoints);
            matches = List.copyOf(matches);
        }
    }

    /** Tries both policies on a person. */
    public OfPerson run(PersonFacts person) {
        List<Draft> byTime = TouchpointGenerator.outcomes(person, before).drafts();
        List<Touchpoint.Standing> now = Standings.of(byTime, person, before);
        List<Touchpoint.Standing> then = Standings.of(byTime, person, after);
        List<Tried> touchpoints = new ArrayList<>(byTime.size());
        for (int i = 0; i < byTime.size(); i++) {
            Draft draft = byTime.get(i);
            touchpoints.add(new Tried(
                    person.personId(),
                    draft.origin().fact(),
                    draft.touchedAt(),
                    draft.content().effort().campaignName(),
                    now.get(i),
                    then.get(i)));
        }
        return new OfPerson(touchpoints, matches(byTime, then, new PersonRecords(person)));
    }

    private List<IntStream> matches(List<Draft> byTime, List<Touchpoint.Standing> standings, PersonRecords records) {
        List<TouchpointFields> fields = byTime.stream()
                .map(draft -> new TouchpointFields(draft, after.calculated(), records))
                .toList();
        return switch (kind) {
            case SUPPRESSION -> matches(fields, standings, after.suppression().ofPerson(records), false);
            case REMOVAL -> matches(fields, standings, after.removal().ofPerson(records), true);
            case SEGMENT -> matches(fields, standings, after.segments().ofPerson(records));
            case CAMPAIGN_MEMBER, PROGRAM_MEMBER, TASK, EVENT, MARKETING_ACTIVITY ->
                throw new IllegalStateException(kind + " decides on facts");
        };
    }

    private static List<IntStream> matches(
            List<TouchpointFields> byTime,
            List<Touchpoint.Standing> standings,
            TouchpointRules.OfPerson rules,
            boolean onlyBuyerTouchpoints) {
        List<IntStream> matches = new ArrayList<>(byTime.size());
        for (int i = 0; i < byTime.size(); i++) {
            if (!onlyBuyerTouchpoints || standings.get(i).noBuyerReason() == null) {
                matches.add(rules.all(byTime.get(i)).stream()
                        .mapToInt(TouchpointRules.Match::rule)
                        .distinct());
            }
        }
        return matches;
    }

    private static List<IntStream> matches(
            List<TouchpointFields> byTime, List<Touchpoint.Standing> standings, SegmentRules.OfPerson segments) {
        List<IntStream> matches = new ArrayList<>();
        for (int i = 0; i < byTime.size(); i++) {
            if (!standings.get(i).segments().isEmpty()) {
                matches.addAll(segments.matching(byTime.get(i)));
            }
        }
        return matches;
    }
}
