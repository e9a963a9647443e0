package dev.touchstone.touchpoint.generate;

import static dev.touchstone.touchpoint.generate.Rules.is;
import static dev.touchstone.touchpoint.generate.Rules.isNotNull;
import static dev.touchstone.touchpoint.generate.Rules.isNull;
import static dev.touchstone.touchpoint.generate.Rules.rule;
import static dev.touchstone.touchpoint.generate.Rules.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RuleListKind;
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

    /** Rules for facts of every kind, none of which hides anything. */
    private static final GenerationPolicy ALL = facts().policy();

    private static final GenerationPolicy LIMITED =
            facts().postLc(POST_LC_LIMIT).policy();

    private static final GenerationPolicy SUPPRESSING = suppressing().policy();

    private static Policies facts() {
        return new Policies()
                .with(
                        RuleListKind.PROGRAM_MEMBER,
                        rule("Programs").when(isNull("ProgramMember.Grade")).at("ProgramMember.MembershipDate"))
                .with(
                        RuleListKind.MARKETING_ACTIVITY,
                        rule("Clicks")
                                .when(is("MarketingActivity.TypeId", 11), isNull("MarketingActivity.Grade"))
                                .at("MarketingActivity.ActivityDate"),
                        rule("All others")
                                .when(isNotNull("MarketingActivity.PrimaryAttributeValue"))
                                .named("{MarketingActivity.Grade}")
                                .at("MarketingActivity.ActivityDate"))
                .with(
                        RuleListKind.TASK,
                        rule("Calls")
                                .when(is("Task.Type", "Call"))
                                .named("{Task.AssignedTo}")
                                .at("Task.ActivityDate"));
    }

    private static Policies suppressing() {
        return facts().postLc(POST_LC_LIMIT)
                .with(
                        RuleListKind.SUPPRESSION,
                        rule("Grade B")
                                .when(is("Lead.Grade", "B"), isNull("Contact.Grade"), isNull("Touchpoint.FormURL"))
                                .build(),
                        rule("Sales")
                                .when(test("Touchpoint.Type", Operator.ENDS_WITH, "activity"))
                                .build())
                .with(
                        RuleListKind.REMOVAL,
                        rule("Germany").when(is("Touchpoint.GeoCountry", "de")).build())
                .with(
                        RuleListKind.SEGMENT,
                        rule("{Contact.Grade}")
                                .in("Grade")
                                .when(isNotNull("Contact.Grade"))
                                .build(),
                        rule("Country {Touchpoint.GeoCountry}")
                                .in("Where")
                                .when(isNotNull("Touchpoint.GeoCity"))
                                .build());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfTheFactsDoesNotMatter(long seed) {
        RandomPerson person = new RandomPerson(seed);
        Generation generation = TouchpointGenerator.generate(person.facts(), SUPPRESSING);

        for (int i = 0; i < 3; i++) {
            Generation again = TouchpointGenerator.generate(person.shuffled(), SUPPRESSING);
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
        assertPositions(seed, touchpoints, facts.crmCreatedAt());
    }

    private static void assertPositions(long seed, List<Touchpoint> touchpoints, @Nullable Instant crmCreatedAt) {
        Touchpoint leadCreation = leadCreation(touchpoints, crmCreatedAt);
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
        List<Touchpoint> all = TouchpointGenerator.generate(facts, ALL).touchpoints();
        List<Touchpoint> limited = generate(facts).touchpoints();

        assertThat(all)
                .as("seed %d", seed)
                .allMatch(touchpoint -> (touchpoint.noBuyerReason() == null)
                        == (facts.crmCreatedAt() != null
                                && !touchpoint.positions().isEmpty()));
        assertThat(limited)
                .as("seed %d: the limit changes no touchpoint, but whether it surfaces", seed)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("standing.noBuyerReason")
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
    void aPersonHasOneTouchpointPerCampaignAndProgramThatTakesAnyMembership(long seed) {
        PersonFacts facts = new RandomPerson(seed).facts();
        Generation generation = generate(facts);

        assertThat(efforts(generation, TouchpointType.CRM_CAMPAIGN))
                .as("seed %d", seed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(facts.memberships().stream()
                        .filter(member -> LIMITED.factRules().decide(member) instanceof Decision.Made)
                        .map(Membership::campaignId)
                        .distinct()
                        .toList());
        assertThat(efforts(generation, TouchpointType.MARKETO_PROGRAM))
                .as("seed %d", seed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(facts.programMemberships().stream()
                        .filter(member -> LIMITED.factRules().decide(member) instanceof Decision.Made)
                        .map(ProgramMembership::programId)
                        .distinct()
                        .toList());
    }

    private static List<String> efforts(Generation generation, TouchpointType type) {
        return generation.touchpoints().stream()
                .filter(touchpoint -> touchpoint.type() == type)
                .map(touchpoint -> touchpoint.content().effort().campaignId())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyKeyOfACrmFactIsTold(long seed) {
        Generation generation = generate(new RandomPerson(seed).facts());

        assertThat(generation.mappingKeys().stream().map(MappingKey::id))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(generation.touchpoints().stream()
                        .filter(t -> t.origin().fact().kind() != FactReference.Kind.SESSION)
                        .map(t -> t.content().mappingKeyId())
                        .distinct()
                        .toList());
    }

    /** R06, and section 5.1: suppression takes places in the journey away, never interactions; the rest is as if alone. */
    @ParameterizedTest
    @MethodSource("seeds")
    void suppressionLeavesEveryTouchpointAndGivesPositionsAmongTheRest(long seed) {
        PersonFacts facts = new RandomPerson(seed).facts();
        List<Touchpoint> without = generate(facts).touchpoints();
        List<Touchpoint> with = TouchpointGenerator.generate(facts, SUPPRESSING).touchpoints();

        assertThat(with)
                .as("seed %d", seed)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("standing")
                .isEqualTo(without);
        List<Touchpoint> rest = with.stream()
                .filter(touchpoint -> touchpoint.standing().suppressingRule() == null)
                .toList();
        assertThat(with)
                .as("seed %d: what is suppressed has no place", seed)
                .filteredOn(touchpoint -> !rest.contains(touchpoint))
                .allMatch(touchpoint ->
                        touchpoint.positions().isEmpty() && touchpoint.noBuyerReason() == NoBuyerReason.SUPPRESSED);
        assertPositions(seed, rest, facts.crmCreatedAt());
    }

    /** Section 5.2: each category gives one segment, from the lead's creation on and to who is known only. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyTouchpointFromLeadCreationOnHasOneSegmentPerCategory(long seed) {
        PersonFacts facts = new RandomPerson(seed).facts();
        boolean sinceLeadCreation = false;
        for (Touchpoint touchpoint :
                TouchpointGenerator.generate(facts, SUPPRESSING).touchpoints()) {
            sinceLeadCreation |= touchpoint.positions().contains(TouchpointPosition.LC);
            List<String> categories = touchpoint.standing().segments().stream()
                    .map(segment -> segment.substring(0, segment.indexOf('.')))
                    .toList();
            assertThat(categories)
                    .as("seed %d, %s", seed, touchpoint)
                    .isEqualTo(
                            sinceLeadCreation && facts.crmCreatedAt() != null ? List.of("Grade", "Where") : List.of());
        }
    }

    /** Sections 3.9 and A10: a call is in one session of its visitor, during it or up to half an hour after. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theCallOfASessionIsAPairOfOneVisitor(long seed) {
        PersonFacts facts = new RandomPerson(seed).facts();
        Generation generation = generate(facts);

        for (SalesActivity activity : facts.activities()) {
            boolean near = activity.kind() == ActivityKind.TASK
                    && facts.visits().stream().anyMatch(visit -> isNear(activity, visit.stay()));
            boolean told = generation.without().stream()
                    .anyMatch(without -> without.reason() == NoTouchpointReason.CALL_OF_SESSION
                            && without.fact().id().equals(activity.activityId()));
            assertThat(told).as("seed %d, %s", seed, activity).isEqualTo(near);
        }
    }

    private static boolean isNear(SalesActivity call, Visit.Stay stay) {
        return stay.visitorId().equals(call.details().visitorId())
                && !call.occurredAt().isBefore(stay.start())
                && !call.occurredAt().isAfter(stay.end().plusSeconds(1_800));
    }

    private static Generation generate(PersonFacts facts) {
        return TouchpointGenerator.generate(facts, LIMITED);
    }
}
