package dev.touchstone.touchpoint.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.ActivityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariants of touchpoints over random people; a seed names each. */
class TouchpointGeneratorPropertyTest {
    private static final int POST_LC_LIMIT = 2;

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
        PersonFacts facts = new RandomPerson(seed).facts();
        List<Touchpoint> touchpoints = generate(facts).touchpoints();

        assertThat(touchpoints)
                .as("seed %d", seed)
                .extracting(Touchpoint::touchedAt)
                .isSorted();
        Touchpoint leadCreation = leadCreation(touchpoints, facts.crmCreatedAt());
        for (int i = 0; i < touchpoints.size(); i++) {
            Touchpoint touchpoint = touchpoints.get(i);
            List<TouchpointPosition> expected = new ArrayList<>();
            if (i == 0) {
                expected.add(TouchpointPosition.FT);
            }
            if (touchpoint == leadCreation) {
                expected.add(TouchpointPosition.LC);
            } else if (touchpoint.type() != TouchpointType.WEB_VISIT) {
                expected.add(TouchpointPosition.POST_LC);
            }
            assertThat(touchpoint.positions())
                    .as("seed %d, touchpoint %d", seed, i)
                    .isEqualTo(expected);
        }
    }

    /** Section 1.4, and gap G3 for who is in the CRM without a known interaction: prior first, else the earliest after. */
    private static @Nullable Touchpoint leadCreation(List<Touchpoint> touchpoints, @Nullable Instant crmCreatedAt) {
        Optional<Touchpoint> known = touchpoints.stream()
                .filter(touchpoint -> touchpoint.type() != TouchpointType.WEB_VISIT)
                .findFirst();
        if (known.isPresent() || crmCreatedAt == null) {
            return known.orElse(null);
        }
        List<Touchpoint> prior = touchpoints.stream()
                .filter(touchpoint -> !touchpoint.touchedAt().isAfter(crmCreatedAt))
                .toList();
        return prior.isEmpty() ? touchpoints.stream().findFirst().orElse(null) : prior.get(prior.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsInTheCrmHasBuyerTouchpointsForPositionsUpToTheLimit(long seed) {
        PersonFacts facts = new RandomPerson(seed).facts();
        List<Touchpoint> all = TouchpointGenerator.generate(facts, new GenerationPolicy(ActivityRules.SHIPPED, 0))
                .touchpoints();
        List<Touchpoint> limited = generate(facts).touchpoints();

        assertThat(all)
                .as("seed %d", seed)
                .allMatch(touchpoint -> (touchpoint.noBuyerReason() == null)
                        == (facts.crmCreatedAt() != null
                                && !touchpoint.positions().isEmpty()));
        assertThat(limited)
                .as("seed %d: the limit changes no touchpoint, but whether it surfaces", seed)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("noBuyerReason")
                .isEqualTo(all);
        List<Touchpoint> postLc = limited.stream()
                .filter(touchpoint -> touchpoint.positions().contains(TouchpointPosition.POST_LC))
                .toList();
        for (int i = 0; i < postLc.size() && facts.crmCreatedAt() != null; i++) {
            assertThat(postLc.get(i).noBuyerReason())
                    .as("seed %d, PostLC %d", seed, i)
                    .isEqualTo(i < postLc.size() - POST_LC_LIMIT ? NoBuyerReason.POST_LC_LIMIT : null);
        }
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

    private static Generation generate(PersonFacts facts) {
        return TouchpointGenerator.generate(facts, new GenerationPolicy(ActivityRules.SHIPPED, POST_LC_LIMIT));
    }
}
