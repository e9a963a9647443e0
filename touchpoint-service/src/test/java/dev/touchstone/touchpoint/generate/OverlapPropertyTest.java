package dev.touchstone.touchpoint.generate;

import static dev.touchstone.touchpoint.generate.Rules.isNotNull;
import static dev.touchstone.touchpoint.generate.Rules.rule;
import static dev.touchstone.touchpoint.generate.Rules.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.overlaprule.OverlapRule;
import dev.touchstone.touchpoint.overlaprule.OverlapRules;
import dev.touchstone.touchpoint.overlaprule.OverlapSource;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** C14 over random people and random overlap rules; a seed names each. */
class OverlapPropertyTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void c14WhichTouchpointStaysDoesNotDependOnTheOrderOfTheFacts(long seed) {
        RandomPerson person = new RandomPerson(seed);
        GenerationPolicy policy = policy(seed);
        List<Touchpoint> touchpoints =
                TouchpointGenerator.generate(person.facts(), policy).touchpoints();

        for (int i = 0; i < 3; i++) {
            assertThat(TouchpointGenerator.generate(person.shuffled(), policy).touchpoints())
                    .as("seed %d", seed)
                    .isEqualTo(touchpoints);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void c14WhateverYieldsYieldsToOneThatStaysAndNoTouchpointIsLost(long seed) {
        PersonFacts facts = new RandomPerson(seed).facts();
        GenerationPolicy policy = policy(seed);
        List<Touchpoint> all = TouchpointGenerator.generate(facts, policy(seed, OverlapRules.NONE))
                .touchpoints();
        List<Touchpoint> touchpoints =
                TouchpointGenerator.generate(facts, policy).touchpoints();
        Map<UUID, Touchpoint> byId =
                touchpoints.stream().collect(Collectors.toMap(Touchpoint::touchpointId, Function.identity()));
        Set<List<Object>> taken = new HashSet<>();

        assertThat(touchpoints)
                .as("seed %d", seed)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("standing")
                .isEqualTo(all);
        for (Touchpoint touchpoint : touchpoints) {
            UUID other = touchpoint.standing().overlapsWith();
            if (other != null) {
                Touchpoint kept = byId.get(other);
                assertThat(kept.standing().overlapsWith()).as("seed %d", seed).isNull();
                assertThat(kept.standing().suppressingRule())
                        .as("seed %d", seed)
                        .isNull();
                assertThat(touchpoint.positions()).as("seed %d", seed).isEmpty();
                assertThat(policy.surfacing().overlaps().rules())
                        .as("seed %d", seed)
                        .anyMatch(rule -> isOf(touchpoint, rule.yielding()) && isOf(kept, rule.kept()));
                assertThat(taken.add(List.of(other, touchpoint.origin().fact().kind())))
                        .as("seed %d: of each other source one", seed)
                        .isTrue();
            }
        }
    }

    /** The rest has the places it would have if there had never been anything else. */
    @ParameterizedTest
    @MethodSource("seeds")
    void c14PositionsAreGivenAmongTheRest(long seed) {
        PersonFacts facts = new RandomPerson(seed).facts();
        List<Touchpoint> rest = TouchpointGenerator.generate(facts, policy(seed)).touchpoints().stream()
                .filter(touchpoint -> touchpoint.standing().overlapsWith() == null
                        && touchpoint.standing().suppressingRule() == null)
                .toList();

        assertThat(rest.stream().filter(one -> one.positions().contains(TouchpointPosition.FT)))
                .as("seed %d", seed)
                .isEqualTo(rest.stream().limit(1).toList());
        assertThat(rest.stream()
                        .filter(one -> one.type().isKnownInteraction())
                        .filter(one -> !one.positions().contains(TouchpointPosition.POST_LC)))
                .as("seed %d: one of the known interactions is the lead's creation", seed)
                .hasSize(rest.stream().anyMatch(one -> one.type().isKnownInteraction()) ? 1 : 0);
    }

    private static boolean isOf(Touchpoint touchpoint, OverlapSource source) {
        return switch (touchpoint.origin().fact().kind()) {
            case SESSION -> source == OverlapSource.WEB;
            case CAMPAIGN_MEMBER -> source == OverlapSource.CAMPAIGN;
            case PROGRAM_MEMBER -> source == OverlapSource.PROGRAM;
            case ACTIVITY, MARKETING_ACTIVITY -> false;
        };
    }

    private static GenerationPolicy policy(long seed) {
        Random random = new Random(seed);
        List<OverlapSource> preferred = new ArrayList<>(List.of(OverlapSource.values()));
        Collections.shuffle(preferred, random);
        List<OverlapRule> rules = new ArrayList<>();
        for (int kept = 0; kept < preferred.size(); kept++) {
            for (int yielding = kept + 1; yielding < preferred.size(); yielding++) {
                if (random.nextInt(5) > 0) {
                    Duration within = random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(4));
                    rules.add(new OverlapRule(preferred.get(kept), preferred.get(yielding), within));
                }
            }
        }
        return policy(seed, new OverlapRules(rules));
    }

    private static GenerationPolicy policy(long seed, OverlapRules overlaps) {
        Policies policies = new Policies()
                .overlaps(overlaps)
                .with(
                        RuleListKind.CAMPAIGN_MEMBER,
                        rule("Members").when(isNotNull("CampaignMember.Id")).at("CampaignMember.CreatedDate"))
                .with(
                        RuleListKind.PROGRAM_MEMBER,
                        rule("Programs").when(isNotNull("ProgramMember.Id")).at("ProgramMember.MembershipDate"));
        return (seed % 2 == 0
                        ? policies
                        : policies.with(
                                RuleListKind.SUPPRESSION,
                                rule("Campaign 1")
                                        .when(test("Campaign.Name", Operator.IS_EQUAL_TO, "Campaign 1"))
                                        .build()))
                .policy();
    }
}
