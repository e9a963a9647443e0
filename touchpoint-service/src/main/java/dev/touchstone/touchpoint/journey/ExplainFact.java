package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.fact.PersonFactStore;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.generate.Generation;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.NoTouchpoint;
import dev.touchstone.touchpoint.generate.NoTouchpointReason;
import dev.touchstone.touchpoint.generate.PersonFacts;
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
    private final FindFact facts;
    private final PersonFactStore people;
    private final TouchpointQueries touchpoints;
    private final PolicySource policies;

    ExplainFact(FindFact facts, PersonFactStore people, TouchpointQueries touchpoints, PolicySource policies) {
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

    /**
     * What is known of a person beside the touchpoints.
     *
     * @param facts everything
     * @param without the facts that made no touchpoint, oldest first
     */
    record Person(PersonFacts facts, List<NoTouchpoint> without) {}

    /** What became of it; empty if no such fact is stored, or if its touchpoint is not stored yet. */
    Optional<Outcome> explain(FactReference reference) {
        return facts.find(reference).flatMap(found -> outcome(reference, found));
    }

    /** True if the fact itself is stored, whatever was derived from it. */
    boolean isStored(FactReference reference) {
        return facts.find(reference).isPresent();
    }

    /** What is known of a person beside the touchpoints. */
    Person person(UUID personId) {
        GenerationPolicy policy = policies.current().generation();
        PersonFacts known = people.ofPeople(List.of(personId), policy).get(0);
        return new Person(known, TouchpointGenerator.generate(known, policy).without());
    }

    private Optional<Outcome> outcome(FactReference fact, FindFact.Found found) {
        UUID personId = found.personId();
        if (personId == null) {
            return Optional.of(
                    new Outcome.MadeNone(new NoTouchpoint(fact, found.factTime(), NoTouchpointReason.NO_EMAIL, 0)));
        }
        GenerationPolicy policy = policies.current().generation();
        Generation generation = TouchpointGenerator.generate(
                people.ofPeople(List.of(personId), policy).get(0), policy);
        Optional<Outcome> none = generation.without().stream()
                .filter(without -> without.fact().equals(fact))
                .findFirst()
                .map(Outcome.MadeNone::new);
        return none.isPresent() ? none : made(generation, fact);
    }

    private Optional<Outcome> made(Generation generation, FactReference fact) {
        return generation.touchpoints().stream()
                .filter(touchpoint -> touchpoint.origin().fact().equals(fact))
                .map(Touchpoint::touchpointId)
                .findFirst()
                .flatMap(touchpoints::find)
                .map(Outcome.Made::new);
    }
}
