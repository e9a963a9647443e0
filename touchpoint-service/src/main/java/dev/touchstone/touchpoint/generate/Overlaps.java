package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.overlaprule.Interaction;
import dev.touchstone.touchpoint.overlaprule.OverlapSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Shows touchpoints to the overlap rules (scenario C14). */
final class Overlaps {
    private final Map<String, Visit> visits = new HashMap<>();
    private final Map<String, ProgramMembership> programMemberships = new HashMap<>();

    private Overlaps(PersonFacts person) {
        person.visits().forEach(visit -> visits.put(visit.sessionId().toString(), visit));
        person.programMemberships()
                .forEach(membership -> programMemberships.put(membership.programMemberId(), membership));
    }

    /**
     * Which touchpoints of a person yield to which: by index the index of the one that stays.
     *
     * @param mayOverlap says by index which touchpoints the rules are to see
     */
    static Map<Integer, Integer> yielding(
            List<Draft> byTime, IntPredicate mayOverlap, PersonFacts person, GenerationPolicy policy) {
        Overlaps overlaps = new Overlaps(person);
        List<Integer> indexes = new ArrayList<>();
        List<Interaction> interactions = new ArrayList<>();
        for (int i = 0; i < byTime.size(); i++) {
            Optional<Interaction> interaction =
                    mayOverlap.test(i) ? overlaps.interaction(byTime.get(i)) : Optional.empty();
            if (interaction.isPresent()) {
                indexes.add(i);
                interactions.add(interaction.get());
            }
        }
        Map<Integer, Integer> yielding = new HashMap<>();
        policy.surfacing()
                .overlaps()
                .yielding(interactions, policy.zone())
                .forEach((one, kept) -> yielding.put(indexes.get(one), indexes.get(kept)));
        return yielding;
    }

    /** Empty for what no rule is about. */
    private Optional<Interaction> interaction(Draft draft) {
        String factId = draft.origin().fact().id();
        return switch (draft.origin().fact().kind()) {
            case SESSION -> Optional.ofNullable(visits.get(factId)).flatMap(Overlaps::ofVisit);
            case CAMPAIGN_MEMBER ->
                Optional.ofNullable(draft.membership())
                        .map(Membership::campaign)
                        .map(campaign ->
                                at(draft.touchedAt(), OverlapSource.CAMPAIGN, campaign.campaignId(), campaign.name()));
            case PROGRAM_MEMBER ->
                Optional.ofNullable(programMemberships.get(factId))
                        .map(ProgramMembership::program)
                        .map(program -> at(
                                draft.touchedAt(),
                                OverlapSource.PROGRAM,
                                program.details().campaignId(),
                                program.name()));
            case ACTIVITY, MARKETING_ACTIVITY -> Optional.empty();
        };
    }

    private static Optional<Interaction> ofVisit(Visit visit) {
        return visit.firstForm() == null
                ? Optional.empty()
                : Optional.of(new Interaction(
                        OverlapSource.WEB, visit.stay().start(), visit.stay().end(), "", ""));
    }

    private static Interaction at(Instant time, OverlapSource source, String campaignId, String name) {
        return new Interaction(source, time, time, campaignId, name);
    }
}
