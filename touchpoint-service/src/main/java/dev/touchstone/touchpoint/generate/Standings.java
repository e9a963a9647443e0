package dev.touchstone.touchpoint.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says where each of a person's touchpoints stands in the journey (requirement, sections 5.1 and 5.2): suppressed ones have no place
 * in it, the rest have {@link Positions}, removed ones have theirs and stay out of the CRM, and from the lead's creation on each
 * has its segments.
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
        List<Touchpoint.Standing> standings = policy.suppression().isEmpty() ? positions(byTime) : suppressed();
        if (!policy.removal().isEmpty()) {
            remove(standings);
        }
        if (!policy.segments().isEmpty() && person.crmCreatedAt() != null) {
            addSegments(standings);
        }
        return standings;
    }

    private List<Touchpoint.Standing> positions(List<Draft> rest) {
        return Positions.give(rest, person.crmCreatedAt(), policy.maxPostLcTouchpoints());
    }

    private List<Touchpoint.Standing> suppressed() {
        TouchpointRules.OfPerson rules = policy.suppression().ofPerson(records);
        List<@Nullable String> suppressing = new ArrayList<>(byTime.size());
        List<Draft> rest = new ArrayList<>(byTime.size());
        for (int i = 0; i < byTime.size(); i++) {
            Optional<String> rule = rules.first(fields(i));
            suppressing.add(rule.orElse(null));
            if (rule.isEmpty()) {
                rest.add(byTime.get(i));
            }
        }
        List<Touchpoint.Standing> ofRest = positions(rest);
        List<Touchpoint.Standing> standings = new ArrayList<>(byTime.size());
        int next = 0;
        for (String rule : suppressing) {
            standings.add(rule == null ? ofRest.get(next++) : Touchpoint.Standing.suppressedBy(rule));
        }
        return standings;
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
