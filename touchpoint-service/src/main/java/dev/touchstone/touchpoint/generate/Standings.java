package dev.touchstone.touchpoint.generate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where each of a person's touchpoints stands in the journey (requirement, sections 5.1 and 5.2): suppressed ones, and those
 * that yield to another of the same interaction, have no place in it, the rest have {@link Positions}, removed ones have theirs and
 * stay out of the CRM, and from the lead's creation on each has its segments.
 */
final class Standings {
    private final List<Draft> byTime;
    private final PersonFacts person;
    private final PersonRecords records;
    private final GenerationPolicy policy;
    /** Of each touchpoint, once a rule looks at them: what was calculated for one list serves the others. */
    private final @Nullable TouchpointFields[] fields;

    private Standings(List<Draft> byTime, PersonFacts person, GenerationPolicy policy) {
        this.byTime = byTime;
        this.person = person;
        this.records = new PersonRecords(person);
        this.policy = policy;
        this.fields = new TouchpointFields[byTime.size()];
    }

    /** One standing for each touchpoint. */
    static List<Touchpoint.Standing> of(List<Draft> byTime, PersonFacts person, GenerationPolicy policy) {
        return new Standings(byTime, person, policy).all();
    }

    private List<Touchpoint.Standing> all() {
        if (byTime.isEmpty()) {
            return List.of();
        }
        List<Touchpoint.Standing> standings =
                policy.suppression().isEmpty() && policy.surfacing().overlaps().isEmpty()
                        ? positions(byTime)
                        : amongTheRest();
        if (!policy.removal().isEmpty()) {
            remove(standings);
        }
        if (!policy.segments().isEmpty() && person.crmCreatedAt() != null) {
            addSegments(standings);
        }
        return standings;
    }

    private List<Touchpoint.Standing> positions(List<Draft> rest) {
        return Positions.give(rest, person.crmCreatedAt(), policy.surfacing().maxPostLcTouchpoints());
    }

    /** Positions are given among those that are neither suppressed nor yield to another. */
    private List<Touchpoint.Standing> amongTheRest() {
        Touchpoint.@Nullable Standing[] without = new Touchpoint.Standing[byTime.size()];
        addSuppressed(without);
        addYielding(without);
        List<Draft> rest = new ArrayList<>(byTime.size());
        for (int i = 0; i < without.length; i++) {
            if (without[i] == null) {
                rest.add(byTime.get(i));
            }
        }
        List<Touchpoint.Standing> ofRest = positions(rest);
        List<Touchpoint.Standing> standings = new ArrayList<>(byTime.size());
        int next = 0;
        for (Touchpoint.Standing standing : without) {
            standings.add(standing == null ? ofRest.get(next++) : standing);
        }
        return standings;
    }

    private void addSuppressed(Touchpoint.@Nullable Standing[] without) {
        if (policy.suppression().isEmpty()) {
            return;
        }
        TouchpointRules.OfPerson rules = policy.suppression().ofPerson(records);
        for (int i = 0; i < without.length; i++) {
            without[i] = rules.first(fields(i))
                    .map(Touchpoint.Standing::suppressedBy)
                    .orElse(null);
        }
    }

    /** What is suppressed yields to nothing, and nothing to it: the other one would be gone as well. */
    private void addYielding(Touchpoint.@Nullable Standing[] without) {
        if (!policy.surfacing().overlaps().isEmpty()) {
            Overlaps.yielding(byTime, i -> without[i] == null, person, policy)
                    .forEach((one, kept) -> without[one] = Touchpoint.Standing.overlappingWith(TouchpointGenerator.id(
                            person.personId(), byTime.get(kept).origin().fact())));
        }
    }

    private void remove(List<Touchpoint.Standing> standings) {
        TouchpointRules.OfPerson rules = policy.removal().ofPerson(records);
        for (int i = 0; i < standings.size(); i++) {
            Touchpoint.Standing standing = standings.get(i);
            if (standing.noBuyerReason() == null) {
                String rule = rules.first(fields(i)).orElse(null);
                standings.set(i, standing.removedBy(rule));
            }
        }
    }

    private void addSegments(List<Touchpoint.Standing> standings) {
        SegmentRules.OfPerson segments = policy.segments().ofPerson(records);
        int leadCreation = 0;
        while (leadCreation < standings.size()
                && !standings.get(leadCreation).positions().contains(TouchpointPosition.LC)) {
            leadCreation++;
        }
        for (int i = leadCreation; i < standings.size(); i++) {
            standings.set(i, standings.get(i).in(segments.of(fields(i))));
        }
    }

    private TouchpointFields fields(int touchpoint) {
        TouchpointFields known = fields[touchpoint];
        if (known == null) {
            known = new TouchpointFields(byTime.get(touchpoint), policy.calculated(), records);
            fields[touchpoint] = known;
        }
        return known;
    }
}
