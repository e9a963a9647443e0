package dev.touchstone.touchpoint.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.VisitorEvents;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.visitor.DerivedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, sections 1.4, 3.1, 6.2 at the level of a person, and 6.7. */
class BuyerTouchpointsTest {
    private static final UUID JANE = PersonId.of("jane@acme.com");
    private static final TouchpointPosition FT = TouchpointPosition.FT;
    private static final TouchpointPosition LC = TouchpointPosition.LC;
    private static final TouchpointPosition POST_LC = TouchpointPosition.POST_LC;
    private static final GenerationPolicy ALL = Policies.shipped();

    private final List<Visit> visits = new ArrayList<>();

    @Test
    void t16WhoIsNotInTheCrmHasUserTouchpointsOnly() {
        visit("2026-03-01T10:00:00Z", FormType.FORM);

        assertThat(touchpoints(null)).containsExactly(tuple(List.of(FT, LC), NoBuyerReason.NOT_IN_CRM));
        assertThat(touchpoints("2026-03-02T10:00:00Z")).containsExactly(tuple(List.of(FT, LC), null));
    }

    @Test
    void t17AVisitSurfacesAsFirstTouchOnly() {
        visit("2026-09-01T10:00:00Z", null);
        visit("2026-10-01T10:00:00Z", null);
        visit("2026-11-20T10:00:00Z", FormType.FORM);
        visit("2026-11-21T10:00:00Z", null);

        assertThat(touchpoints("2026-11-20T10:05:00Z"))
                .containsExactly(
                        tuple(List.of(FT), null),
                        tuple(List.of(), NoBuyerReason.ROUTINE_WEB_VISIT),
                        tuple(List.of(LC), null),
                        tuple(List.of(), NoBuyerReason.ROUTINE_WEB_VISIT));
    }

    @Test
    void t25AChatIsKnownLikeAForm() {
        visit("2026-03-01T10:00:00Z", FormType.CHAT);
        visit("2026-03-02T10:00:00Z", FormType.EMAIL_LINK);

        assertThat(generate("2026-03-01T10:00:00Z", ALL))
                .extracting(Touchpoint::type, Touchpoint::positions)
                .containsExactly(
                        tuple(TouchpointType.WEB_CHAT, List.of(FT, LC)),
                        tuple(TouchpointType.WEB_FORM, List.of(POST_LC)));
    }

    @ParameterizedTest(name = "visits of 1, 3 and 5 March, created {0}: LC is on visit {1}")
    @CsvSource({
        "2026-02-01T00:00:00Z, 0",
        "2026-03-01T10:00:00Z, 0",
        "2026-03-03T09:59:59Z, 0",
        "2026-03-03T10:00:00Z, 1",
        "2026-03-04T00:00:00Z, 1",
        "2026-04-01T00:00:00Z, 2"
    })
    void g3WithoutAKnownInteractionLeadCreationIsTheVisitAtTheCreationOfTheLead(String created, int index) {
        visit("2026-03-01T10:00:00Z", null);
        visit("2026-03-03T10:00:00Z", null);
        visit("2026-03-05T10:00:00Z", null);

        List<Touchpoint> touchpoints = generate(created, ALL);

        for (int i = 0; i < touchpoints.size(); i++) {
            assertThat(touchpoints.get(i).positions().contains(LC)).isEqualTo(i == index);
            assertThat(touchpoints.get(i).positions().contains(FT)).isEqualTo(i == 0);
            assertThat(touchpoints.get(i).noBuyerReason() == null).isEqualTo(i == index || i == 0);
        }
    }

    @Test
    void withoutLeadAndWithoutAKnownInteractionThereIsNoLeadCreation() {
        visit("2026-03-01T10:00:00Z", null);

        assertThat(touchpoints(null)).containsExactly(tuple(List.of(FT), NoBuyerReason.NOT_IN_CRM));
    }

    /** The example of section 6.7: a form of 7 February removes the PostLC touchpoint of 9 November 13:08. */
    @Test
    void p15OnlyTheMostRecentPostLcTouchpointsSurface() {
        visit("2017-11-09T13:07:00Z", FormType.FORM);
        visit("2017-11-09T13:08:00Z", FormType.FORM);
        visit("2018-01-25T10:00:00Z", FormType.FORM);
        visit("2018-01-29T10:00:00Z", FormType.FORM);
        visit("2018-02-06T10:00:00Z", FormType.FORM);
        GenerationPolicy four = Policies.shipped(4);

        assertThat(generate("2017-11-09T13:07:00Z", four))
                .extracting(Touchpoint::noBuyerReason)
                .containsOnlyNulls();

        visit("2018-02-07T10:00:00Z", FormType.FORM);
        assertThat(generate("2017-11-09T13:07:00Z", four))
                .extracting(Touchpoint::noBuyerReason)
                .containsExactly(null, NoBuyerReason.POST_LC_LIMIT, null, null, null, null);
        assertThat(generate("2017-11-09T13:07:00Z", ALL))
                .extracting(Touchpoint::noBuyerReason)
                .containsOnlyNulls();
    }

    /** Visits do not use the limit up: only PostLC touchpoints are counted. */
    @Test
    void visitsBetweenDoNotCountIntoTheLimit() {
        visit("2026-03-01T10:00:00Z", FormType.FORM);
        visit("2026-03-02T10:00:00Z", FormType.FORM);
        visit("2026-03-03T10:00:00Z", null);
        visit("2026-03-04T10:00:00Z", FormType.FORM);

        assertThat(generate("2026-03-01T10:00:00Z", Policies.shipped(1)))
                .extracting(Touchpoint::noBuyerReason)
                .containsExactly(null, NoBuyerReason.POST_LC_LIMIT, NoBuyerReason.ROUTINE_WEB_VISIT, null);
    }

    /** R11, as far as one person goes: however many leads and contacts share the address, an interaction is there once. */
    @Test
    void r11LeadAndContactAreOnePersonWithEachInteractionOnce() {
        visit("2026-03-01T10:00:00Z", FormType.FORM);
        visit("2026-03-02T10:00:00Z", FormType.FORM);
        visit("2026-03-03T10:00:00Z", FormType.FORM);

        assertThat(generate("2026-03-01T10:00:00Z", ALL))
                .hasSize(3)
                .extracting(Touchpoint::touchpointId)
                .doesNotHaveDuplicates();
    }

    /** The example of section 2.4: an ad visit without form, and an e-mail blast that the CRM knows as an activity. */
    @Test
    void t28TheMarketoCookieJoinsTheAnonymousVisitWithTheActivity() {
        VisitorAlias cookie = new VisitorAlias(VisitorAlias.Type.MARKETO_MUNCHKIN, "456");
        List<WebEvent> events = new VisitorEvents()
                .view("10:00", "https://acme.com/?utm_source=facebook&utm_medium=cpc", "https://www.facebook.com/")
                .add(VisitorEvents.at("10:00:01"), WebEventType.ALIAS, "https://acme.com/", null, null, alias(cookie))
                .list();
        SalesActivity blast = KnownPerson.task("act-1", VisitorEvents.at("12:00"), "Click Email", "Blast");
        GenerationPolicy policy = Policies.of(
                RuleListKind.TASK,
                Rules.rule("E-mail clicks")
                        .when(Rules.is("Task.Type", "Click Email"))
                        .named("Blast")
                        .at("Task.ActivityDate"));

        List<AliasIdentity> known = List.of(new AliasIdentity(cookie, "jane@acme.com", VisitorEvents.at("12:00")));
        PersonFacts with = jane(VisitorEvents.at("09:00"), visitsOfJane(events, known))
                .add(blast)
                .facts();
        PersonFacts without = jane(VisitorEvents.at("09:00"), visitsOfJane(events, List.of()))
                .add(blast)
                .facts();

        assertThat(TouchpointGenerator.generate(with, policy).touchpoints())
                .extracting(t -> t.content().effort().source(), Touchpoint::positions)
                .containsExactly(tuple("facebook", List.of(FT)), tuple("CRM Activity", List.of(LC)));
        assertThat(TouchpointGenerator.generate(without, policy).touchpoints())
                .extracting(t -> t.content().effort().source(), Touchpoint::positions)
                .containsExactly(tuple("CRM Activity", List.of(FT, LC)));
    }

    private static WebEvent.Detail alias(VisitorAlias alias) {
        return new WebEvent.Detail(0, 0, alias, null, null);
    }

    /** The sessions that are Jane's, as facts. */
    private static List<Visit> visitsOfJane(List<WebEvent> events, List<AliasIdentity> identities) {
        VisitorFacts facts = new VisitorFacts(VisitorEvents.VISITOR, events, identities, Set.of(), false);
        return DerivedSession.of(facts, new SessionPolicy(Duration.ofMinutes(30), Set.of())).stream()
                .filter(derived -> JANE.equals(derived.personId()))
                .map(Visits::of)
                .toList();
    }

    private void visit(String start, @Nullable FormType firstForm) {
        visits.add(KnownPerson.visit(new UUID(7, visits.size()), Instant.parse(start), firstForm));
    }

    private List<Tuple> touchpoints(@Nullable String crmCreatedAt) {
        return generate(crmCreatedAt, ALL).stream()
                .map(touchpoint -> tuple(touchpoint.positions(), touchpoint.noBuyerReason()))
                .toList();
    }

    private List<Touchpoint> generate(@Nullable String crmCreatedAt, GenerationPolicy policy) {
        Instant created = crmCreatedAt == null ? null : Instant.parse(crmCreatedAt);
        return TouchpointGenerator.generate(jane(created, visits).facts(), policy)
                .touchpoints();
    }

    private static KnownPerson jane(@Nullable Instant created, List<Visit> visits) {
        return new KnownPerson(JANE).createdAt(created).add(visits.toArray(Visit[]::new));
    }
}
