package dev.touchstone.touchpoint.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.ActivityRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariants of touchpoints over random people; a seed names each. */
class TouchpointGeneratorPropertyTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfTheFactsDoesNotMatter(long seed) {
        RandomPerson person = new RandomPerson(seed);
        Generation generation = generate(person.facts());

        for (int i = 0; i < 3; i++) {
            Generation again = generate(person.shuffled());
            assertThat(again.touchpoints()).as("seed %d", seed).isEqualTo(generation.touchpoints());
            assertThat(again.without()).as("seed %d", seed).isEqualTo(generation.without());
            assertThat(again.mappingKeys())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(generation.mappingKeys());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFactIsInATouchpointOrAmongThoseWithout(long seed) {
        RandomPerson person = new RandomPerson(seed);
        Generation generation = generate(person.facts());

        List<FactReference> told = new ArrayList<>();
        generation
                .touchpoints()
                .forEach(touchpoint -> told.add(touchpoint.origin().fact()));
        generation.without().forEach(without -> told.add(without.fact()));

        assertThat(told).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(person.references());
        assertThat(generation.touchpoints())
                .as("seed %d", seed)
                .extracting(Touchpoint::touchpointId)
                .doesNotHaveDuplicates();
        assertThat(generation.touchpoints())
                .as("seed %d: one for each session", seed)
                .filteredOn(t -> t.origin().fact().kind() == FactReference.Kind.SESSION)
                .hasSameSizeAs(person.facts().visits());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void positionsFollowFromTheOrderInTime(long seed) {
        List<Touchpoint> touchpoints = generate(new RandomPerson(seed).facts()).touchpoints();

        assertThat(touchpoints)
                .as("seed %d", seed)
                .extracting(Touchpoint::touchedAt)
                .isSorted();
        int firstKnown = -1;
        for (int i = 0; i < touchpoints.size(); i++) {
            Touchpoint touchpoint = touchpoints.get(i);
            boolean known = touchpoint.type() != TouchpointType.WEB_VISIT;
            firstKnown = firstKnown < 0 && known ? i : firstKnown;
            List<TouchpointPosition> expected = new ArrayList<>();
            if (i == 0) {
                expected.add(TouchpointPosition.FT);
            }
            if (known) {
                expected.add(i == firstKnown ? TouchpointPosition.LC : TouchpointPosition.POST_LC);
            }
            assertThat(touchpoint.positions())
                    .as("seed %d, touchpoint %d", seed, i)
                    .isEqualTo(expected);
        }
        assertThat(count(touchpoints, TouchpointPosition.FT))
                .as("first touches, seed %d", seed)
                .isEqualTo(touchpoints.isEmpty() ? 0 : 1);
        assertThat(count(touchpoints, TouchpointPosition.LC))
                .as("lead creations, seed %d", seed)
                .isEqualTo(firstKnown < 0 ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPersonHasAtMostOneTouchpointPerCampaignAndEveryKeyIsTold(long seed) {
        PersonFacts facts = new RandomPerson(seed).facts();
        Generation generation = generate(facts);

        assertThat(generation.touchpoints())
                .as("seed %d", seed)
                .filteredOn(t -> t.type() == TouchpointType.CRM_CAMPAIGN)
                .extracting(t -> t.content().effort().campaignId())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(facts.memberships().stream()
                        .filter(m -> m.campaign() != null && m.campaign().syncType() == SyncType.INCLUDE_ALL)
                        .map(PersonFacts.Membership::campaignId)
                        .distinct()
                        .toList());
        assertThat(generation.mappingKeys().stream().map(MappingKey::id))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(generation.touchpoints().stream()
                        .filter(t -> t.origin().fact().kind() != FactReference.Kind.SESSION)
                        .map(t -> t.content().mappingKeyId())
                        .distinct()
                        .toList());
    }

    private static long count(List<Touchpoint> touchpoints, TouchpointPosition position) {
        return touchpoints.stream()
                .filter(touchpoint -> touchpoint.positions().contains(position))
                .count();
    }

    private static Generation generate(PersonFacts facts) {
        return TouchpointGenerator.generate(facts, ActivityRules.SHIPPED);
    }
}
