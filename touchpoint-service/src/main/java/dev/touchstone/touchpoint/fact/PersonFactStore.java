package dev.touchstone.touchpoint.fact;

import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.PersonFacts;
import java.util.List;
import java.util.UUID;

/** Reads everything known of people. */
public interface PersonFactStore {
    /**
     * Everything known of some people, in their order; one without facts has none in the answer.
     *
     * @param policy the rules that will look at them: what no rule looks at is not read
     */
    List<PersonFacts> ofPeople(List<UUID> personIds, GenerationPolicy policy);
}
