package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.id.StableId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Derives a person's touchpoints: one for each session, one for each campaign and program the person is in, one for each activity
 * of the CRM or of Marketo, as far as rules take them. {@link Standings} says which of them are buyer touchpoints.
 *
 * <p><b>Source:</b> requirement, sections 1.4, 1.5, 3.1 to 3.5, 3.9, 5.1 and 5.2. The result depends on the facts alone, not on
 * their order.
 */
public final class TouchpointGenerator {
    private TouchpointGenerator() {}

    /** The touchpoints of a person. */
    public static Generation generate(PersonFacts facts, GenerationPolicy policy) {
        Outcomes outcomes = outcomes(facts, policy);
        return new Generation(
                touchpoints(outcomes.drafts(), facts, policy), outcomes.without(), outcomes.mappingKeys());
    }

    /** What becomes of each fact. */
    static Outcomes outcomes(PersonFacts facts, GenerationPolicy policy) {
        Outcomes outcomes = new Outcomes();
        Calls calls = Calls.of(facts.visits(), facts.activities());
        new VisitTouchpoints(calls, outcomes).add(facts.visits());
        CrmTouchpoints crm = new CrmTouchpoints(policy.factRules(), outcomes);
        crm.addMemberships(facts.memberships());
        crm.addActivities(facts.activities(), calls);
        MarketoTouchpoints marketo = new MarketoTouchpoints(policy.factRules(), outcomes);
        marketo.addMemberships(facts.programMemberships());
        marketo.addActivities(facts.marketingActivities());
        return outcomes;
    }

    private static List<Touchpoint> touchpoints(List<Draft> byTime, PersonFacts facts, GenerationPolicy policy) {
        List<Touchpoint.Standing> standings = Standings.of(byTime, facts, policy);
        List<Touchpoint> touchpoints = new ArrayList<>(byTime.size());
        for (int i = 0; i < byTime.size(); i++) {
            Draft draft = byTime.get(i);
            touchpoints.add(new Touchpoint(
                    id(facts.personId(), draft.origin().fact()),
                    facts.personId(),
                    draft.type(),
                    draft.touchedAt(),
                    standings.get(i),
                    draft.content(),
                    draft.origin()));
        }
        return touchpoints;
    }

    /** Computed from the person and the fact. */
    static UUID id(UUID personId, FactReference fact) {
        return StableId.of("touchpoint", personId.toString(), fact.kind().name(), fact.id());
    }
}
