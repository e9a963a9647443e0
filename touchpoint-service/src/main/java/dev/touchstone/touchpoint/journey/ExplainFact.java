package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.derive.PersonStore;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.generate.Generation;
import dev.touchstone.touchpoint.generate.NoTouchpoint;
import dev.touchstone.touchpoint.generate.NoTouchpointReason;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointGenerator;
import dev.touchstone.touchpoint.settings.PolicySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Says what became of a fact, by deriving its person again. */
@ApplicationScoped
class ExplainFact {
    private final FactQueries facts;
    private final PersonStore people;
    private final TouchpointQueries touchpoints;
    private final PolicySource policies;

    ExplainFact(FactQueries facts, PersonStore people, TouchpointQueries touchpoints, PolicySource policies) {
        this.facts = facts;
        this.people = people;
        this.touchpoints = touchpoints;
        this.policies = policies;
    }

    /** What became of a fact. */
    sealed interface Outcome {
        /** It made a touchpoint. */
        record Made(TouchpointView view) implements Outcome {}

        /** It made none. */
        record MadeNone(NoTouchpoint without) implements Outcome {}
    }

    /** What became of it; empty if no such fact is stored. */
    Optional<Outcome> explain(FactReference reference) {
        return facts.find(reference).flatMap(this::outcome);
    }

    /** The facts of a person that made no touchpoint, oldest first. */
    List<NoTouchpoint> without(UUID personId) {
        return generate(personId).without();
    }

    private Optional<Outcome> outcome(FactQueries.Owned owned) {
        UUID personId = owned.personId();
        if (personId == null) {
            return Optional.of(new Outcome.MadeNone(
                    new NoTouchpoint(owned.fact(), owned.factTime(), NoTouchpointReason.NO_EMAIL)));
        }
        Generation generation = generate(personId);
        Optional<Outcome> none = generation.without().stream()
                .filter(without -> without.fact().equals(owned.fact()))
                .findFirst()
                .map(Outcome.MadeNone::new);
        return none.isPresent() ? none : made(generation, owned.fact());
    }

    private Optional<Outcome> made(Generation generation, FactReference fact) {
        return generation.touchpoints().stream()
                .filter(touchpoint -> touchpoint.origin().fact().equals(fact))
                .map(Touchpoint::touchpointId)
                .findFirst()
                .flatMap(touchpoints::find)
                .map(Outcome.Made::new);
    }

    private Generation generate(UUID personId) {
        return TouchpointGenerator.generate(
                people.readFacts(List.of(personId)).get(0), policies.current().generation());
    }
}
