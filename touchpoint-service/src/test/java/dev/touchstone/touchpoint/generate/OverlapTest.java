package dev.touchstone.touchpoint.generate;

import static dev.touchstone.touchpoint.generate.KnownPerson.campaign;
import static dev.touchstone.touchpoint.generate.KnownPerson.member;
import static dev.touchstone.touchpoint.generate.KnownPerson.programMember;
import static dev.touchstone.touchpoint.generate.KnownPerson.visit;
import static dev.touchstone.touchpoint.generate.Rules.is;
import static dev.touchstone.touchpoint.generate.Rules.isNotNull;
import static dev.touchstone.touchpoint.generate.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.overlaprule.OverlapRule;
import dev.touchstone.touchpoint.overlaprule.OverlapRules;
import dev.touchstone.touchpoint.overlaprule.OverlapSource;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.WebContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** C14 in a person's journey: of two touchpoints of one interaction one is a buyer touchpoint, the other says why it is none. */
class OverlapTest {
    private static final UUID PERSON = new UUID(1, 1);
    private static final UUID SESSION = new UUID(2, 2);
    private static final Instant FORM = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant ADDED = Instant.parse("2026-03-02T10:20:00Z");

    @Test
    void c14BothStayAsLongAsNoRuleSaysWhich() {
        assertThat(TouchpointGenerator.generate(formAndMembership(), policies().policy())
                        .touchpoints())
                .extracting(Touchpoint::noBuyerReason)
                .containsOnlyNulls();
    }

    /** The registration was the first touch while it counted; now the campaign is. */
    @Test
    void c14TheFormYieldsToTheCampaignAndPositionsAreGivenAmongTheRest() {
        List<Touchpoint> touchpoints = TouchpointGenerator.generate(
                        formAndMembership(),
                        policies()
                                .overlaps(keep(OverlapSource.CAMPAIGN, OverlapSource.WEB))
                                .policy())
                .touchpoints();

        Touchpoint form = touchpoints.get(0);
        Touchpoint membership = touchpoints.get(1);
        assertThat(form.noBuyerReason()).isEqualTo(NoBuyerReason.OVERLAPS_WITH);
        assertThat(form.standing().overlapsWith()).isEqualTo(membership.touchpointId());
        assertThat(form.positions()).isEmpty();
        assertThat(membership.noBuyerReason()).isNull();
        assertThat(membership.positions()).containsExactly(TouchpointPosition.FT, TouchpointPosition.LC);
    }

    @Test
    void c14TheCampaignYieldsToTheFormIfThatIsPreferred() {
        List<Touchpoint> touchpoints = TouchpointGenerator.generate(
                        formAndMembership(),
                        policies()
                                .overlaps(keep(OverlapSource.WEB, OverlapSource.CAMPAIGN))
                                .policy())
                .touchpoints();

        assertThat(touchpoints.get(0).noBuyerReason()).isNull();
        assertThat(touchpoints.get(1).standing().overlapsWith())
                .isEqualTo(touchpoints.get(0).touchpointId());
    }

    /** A chat and a click on an e-mail link are interactions as a form is; a mere visit is none that a campaign would know of. */
    @ParameterizedTest
    @EnumSource(FormType.class)
    void c14EveryKnownInteractionOnTheWebCanYield(FormType type) {
        PersonFacts facts = known().add(visit(SESSION, FORM, type))
                .add(visit(new UUID(3, 3), ADDED, null))
                .add(member("M1", campaign("C1", SyncType.INCLUDE_ALL), ADDED))
                .facts();

        assertThat(TouchpointGenerator.generate(
                                facts,
                                policies()
                                        .overlaps(keep(OverlapSource.CAMPAIGN, OverlapSource.WEB))
                                        .policy())
                        .touchpoints())
                .filteredOn(touchpoint -> touchpoint.noBuyerReason() == NoBuyerReason.OVERLAPS_WITH)
                .extracting(touchpoint -> touchpoint.origin().fact().id())
                .containsExactly(SESSION.toString());
    }

    @Test
    void c14AProgramYieldsToTheCampaignOfItsName() {
        PersonFacts facts = known().add(member("M1", campaign("C1", SyncType.INCLUDE_ALL), ADDED))
                .add(
                        programMember("PM1", KnownPerson.program("P1", "SPRING", "Event"), FORM),
                        programMember("PM2", KnownPerson.program("P2", "Autumn", "Event"), FORM))
                .facts();

        assertThat(TouchpointGenerator.generate(
                                facts,
                                policies()
                                        .overlaps(keep(OverlapSource.CAMPAIGN, OverlapSource.PROGRAM))
                                        .policy())
                        .touchpoints())
                .filteredOn(touchpoint -> touchpoint.noBuyerReason() == NoBuyerReason.OVERLAPS_WITH)
                .extracting(touchpoint -> touchpoint.origin().fact().id())
                .containsExactly("PM1");
    }

    /** Otherwise the interaction would count nowhere. */
    @Test
    void c14NothingYieldsToWhatIsSuppressed() {
        List<Touchpoint> touchpoints = TouchpointGenerator.generate(
                        formAndMembership(),
                        policies()
                                .with(
                                        RuleListKind.SUPPRESSION,
                                        rule("Webinars")
                                                .when(is("Campaign.Type", "Webinar"))
                                                .build())
                                .overlaps(keep(OverlapSource.CAMPAIGN, OverlapSource.WEB))
                                .policy())
                .touchpoints();

        assertThat(touchpoints).extracting(Touchpoint::noBuyerReason).containsExactly(null, NoBuyerReason.SUPPRESSED);
    }

    /** A long visit whose form was sent at its end is as near as the form. */
    @Test
    void c14ASessionLastsUntilItsLastInteraction() {
        Instant lastInteraction = ADDED.minusSeconds(60);
        PersonFacts facts = known().add(visit(
                        SESSION,
                        new Visit.Stay("v-1", FORM.minusSeconds(7_200), lastInteraction),
                        FormType.FORM,
                        WebContext.UNKNOWN))
                .add(member("M1", campaign("C1", SyncType.INCLUDE_ALL), ADDED))
                .facts();

        assertThat(TouchpointGenerator.generate(
                                facts,
                                policies()
                                        .overlaps(new OverlapRules(List.of(new OverlapRule(
                                                OverlapSource.CAMPAIGN, OverlapSource.WEB, Duration.ofMinutes(1)))))
                                        .policy())
                        .touchpoints())
                .extracting(Touchpoint::noBuyerReason)
                .containsExactly(NoBuyerReason.OVERLAPS_WITH, null);
    }

    private static OverlapRules keep(OverlapSource kept, OverlapSource yielding) {
        return new OverlapRules(List.of(new OverlapRule(kept, yielding, null)));
    }

    private static PersonFacts formAndMembership() {
        return known().add(visit(SESSION, FORM, FormType.FORM))
                .add(member("M1", campaign("C1", SyncType.INCLUDE_ALL), ADDED))
                .facts();
    }

    private static KnownPerson known() {
        return new KnownPerson(PERSON).add(KnownPerson.person("L1", CrmPersonFacts.Type.LEAD, ADDED));
    }

    private static Policies policies() {
        return new Policies()
                .with(
                        RuleListKind.PROGRAM_MEMBER,
                        rule("Programs").when(isNotNull("ProgramMember.Id")).at("ProgramMember.MembershipDate"));
    }
}
