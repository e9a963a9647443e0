package dev.touchstone.touchpoint.generate;

import static dev.touchstone.touchpoint.generate.KnownPerson.campaign;
import static dev.touchstone.touchpoint.generate.KnownPerson.member;
import static dev.touchstone.touchpoint.generate.KnownPerson.task;
import static dev.touchstone.touchpoint.generate.Rules.is;
import static dev.touchstone.touchpoint.generate.Rules.rule;
import static dev.touchstone.touchpoint.session.VisitorEvents.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.touchpoint.id.StableId;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.VisitorEvents;
import dev.touchstone.touchpoint.visitor.DerivedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, sections 1.4, 1.5, 3.2 and 3.3. */
class TouchpointGeneratorTest {
    private static final String HOME = "https://acme.com/";
    private static final UUID JANE = PersonId.of("jane@acme.com");
    private static final SessionPolicy POLICY = new SessionPolicy(Duration.ofMinutes(30), Set.of());
    private static final GenerationPolicy SHIPPED = Policies.shipped();
    private static final Instant CREATED = at("10:00");
    private static final SyncType WEBINAR = SyncType.INCLUDE_ALL;

    @Test
    void m18FieldsOfAWebSessionComeFromItsParameters() {
        String page = HOME + "blog?utm_source=linkedin&utm_medium=paidsocial&utm_campaign=SU%20-%20ABC"
                + "&utm_content=text%20ad&utm_term=crm#top";
        Visit visit = visit(new VisitorEvents()
                .view("10:00", page, "https://www.linkedin.com/feed?x=1")
                .view("10:01", HOME + "demo"));

        Touchpoint touchpoint = only(facts(visit));

        assertThat(touchpoint)
                .isEqualTo(new Touchpoint(
                        StableId.of(
                                "touchpoint",
                                JANE.toString(),
                                "SESSION",
                                visit.sessionId().toString()),
                        JANE,
                        TouchpointType.WEB_VISIT,
                        at("10:00"),
                        Touchpoint.Standing.of(List.of(TouchpointPosition.FT, TouchpointPosition.LC), null),
                        new Touchpoint.Content(
                                new Effort("linkedin", "paidsocial", "SU - ABC", "__GAId__SU - ABC", "text ad", "crm"),
                                new WebPages(
                                        HOME + "blog",
                                        page,
                                        "https://www.linkedin.com/feed",
                                        "https://www.linkedin.com/feed?x=1",
                                        "",
                                        ""),
                                null,
                                visit.mappingKeyId()),
                        new Touchpoint.Origin(
                                new FactReference(
                                        FactReference.Kind.SESSION,
                                        visit.sessionId().toString()),
                                "Web session",
                                1)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            parameter before referrer,  https://acme.com/?utm_source=News, https://www.google.com/, News
            referrer without www,       https://acme.com/,                 https://www.google.com/, google.com
            referrer with other params, https://acme.com/?utm_medium=cpc,  https://blog.example.org/x, blog.example.org
            neither,                    https://acme.com/,                 -,                       Web Direct
            own page before,            https://acme.com/b,                https://acme.com/a,      Web Direct
            """)
    void touchpointSourceIsParameterOrReferrerOrDirect(
            String sentence, String page, @Nullable String referrer, String source) {
        assertThat(only(facts(visit(new VisitorEvents().view("10:00", page, referrer))))
                        .content()
                        .effort()
                        .source())
                .as(sentence)
                .isEqualTo(source);
    }

    @Test
    void t13T14AndT15OneTouchpointPerSessionWithTheFirstForm() {
        Touchpoint touchpoint = only(facts(visit(new VisitorEvents()
                .view("10:00", HOME + "blog?utm_source=linkedin")
                .form("10:02", HOME + "ebook?step=1", "jane@acme.com")
                .form("10:02:01", HOME + "ebook?step=1", "jane@acme.com")
                .form("10:04", HOME + "demo", "jane@acme.com"))));

        assertThat(touchpoint.type()).isEqualTo(TouchpointType.WEB_FORM);
        assertThat(touchpoint.positions()).containsExactly(TouchpointPosition.FT, TouchpointPosition.LC);
        assertThat(touchpoint.content().pages())
                .isEqualTo(new WebPages(HOME + "blog", HOME + "blog?utm_source=linkedin", "", "", HOME + "ebook", ""));
    }

    @Test
    void t16TheTimeIsTheSessionsStartNotTheForms() {
        Touchpoint touchpoint = only(
                facts(visit(new VisitorEvents().view("10:00", HOME).form("10:20", HOME + "demo", "jane@acme.com"))));

        assertThat(touchpoint.touchedAt()).isEqualTo(at("10:00"));
    }

    @Test
    void t17TheAnonymousVisitIsFirstTouchAndTheFormLeadCreation() {
        Visit ad = visit(new VisitorEvents().view("09:01", HOME + "?gclid=1"));
        Visit form = visit(new VisitorEvents().form("11:20", HOME + "demo", "jane@acme.com"));

        assertThat(generate(facts(form, ad)).touchpoints())
                .extracting(Touchpoint::type, Touchpoint::positions)
                .containsExactly(
                        tuple(TouchpointType.WEB_VISIT, List.of(TouchpointPosition.FT)),
                        tuple(TouchpointType.WEB_FORM, List.of(TouchpointPosition.LC)));
    }

    @Test
    void everyKnownInteractionAfterTheFirstIsPostLeadCreation() {
        PersonFacts facts = jane().add(
                        visit(new VisitorEvents().view("09:00", HOME)),
                        visit(new VisitorEvents().form("12:00", HOME, "jane@acme.com")),
                        visit(new VisitorEvents().view("13:00", HOME)))
                .add(membership("00v1", "701A", "10:00", WEBINAR))
                .add(task("00T1", at("11:00"), "Call", "Intro"))
                .facts();

        assertThat(generate(facts).touchpoints())
                .extracting(Touchpoint::positions)
                .containsExactly(
                        List.of(TouchpointPosition.FT),
                        List.of(TouchpointPosition.LC),
                        List.of(TouchpointPosition.POST_LC),
                        List.of(TouchpointPosition.POST_LC),
                        List.of());
    }

    @Test
    void factsOfOneInstantAreOrderedBySessionMemberActivityAndId() {
        PersonFacts facts = jane().add(visit(new VisitorEvents().form("10:00", HOME, "jane@acme.com")))
                .add(membership("00v2", "701B", "10:00", WEBINAR), membership("00v1", "701A", "10:00", WEBINAR))
                .add(task("00T1", at("10:00"), "Call", "Intro"))
                .facts();

        assertThat(generate(facts).touchpoints())
                .extracting(t -> t.origin().fact().kind(), t -> t.positions().get(0))
                .containsExactly(
                        tuple(FactReference.Kind.SESSION, TouchpointPosition.FT),
                        tuple(FactReference.Kind.CAMPAIGN_MEMBER, TouchpointPosition.POST_LC),
                        tuple(FactReference.Kind.CAMPAIGN_MEMBER, TouchpointPosition.POST_LC),
                        tuple(FactReference.Kind.ACTIVITY, TouchpointPosition.POST_LC));
        assertThat(generate(facts).touchpoints().get(1).origin().fact().id()).isEqualTo("00v1");
    }

    @Test
    void fieldsOfACampaignMemberComeFromTheCampaign() {
        Generation generation = generate(members(membership("00v000000000001", "701A", "10:00", WEBINAR)));
        Effort effort = new Effort("CRM Campaign", "Webinar", "Spring", "701A", "", "");

        assertThat(generation.touchpoints())
                .containsExactly(new Touchpoint(
                        UUID.fromString("952cbd1a-3b68-81f7-9bde-bcab2cd85d21"),
                        JANE,
                        TouchpointType.CRM_CAMPAIGN,
                        at("10:00"),
                        Touchpoint.Standing.of(List.of(TouchpointPosition.FT, TouchpointPosition.LC), null),
                        new Touchpoint.Content(
                                effort, WebPages.NONE, null, UUID.fromString("db7f0957-ce32-8883-92e3-8d5106af3e07")),
                        new Touchpoint.Origin(
                                new FactReference(FactReference.Kind.CAMPAIGN_MEMBER, "00v000000000001"),
                                "Include all",
                                1)));
        assertThat(generation.mappingKeys()).containsExactly(MappingKey.ofCrm(MappingKeyKind.CRM_CAMPAIGN, effort, ""));
        assertThat(generation.without()).isEmpty();
    }

    @Test
    void c01EveryMemberOfAnIncludedCampaignHasOne() {
        for (String email : List.of("a@x.com", "b@x.com")) {
            UUID person = PersonId.of(email);
            Generation generation = TouchpointGenerator.generate(
                    new KnownPerson(person)
                            .createdAt(CREATED)
                            .add(membership("00v-" + email, "701A", "10:00", WEBINAR))
                            .facts(),
                    SHIPPED);

            assertThat(generation.touchpoints())
                    .singleElement()
                    .satisfies(t -> assertThat(t.personId()).isEqualTo(person));
        }
    }

    @Test
    void c03ExcludingACampaignTakesItsTouchpointsAway() {
        assertThat(generate(members(membership("00v1", "701A", "10:00", WEBINAR)))
                        .touchpoints())
                .hasSize(1);
        assertNone(
                generate(members(membership("00v1", "701A", "10:00", SyncType.EXCLUDE_ALL))),
                NoTouchpointReason.EXCLUDED_BY_SYNC_TYPE);
    }

    @Test
    void aCampaignWithoutSyncTypeOrNotYetKnownMakesNone() {
        Membership member = membership("00v1", "701A", "10:00", SyncType.NONE);

        assertNone(generate(members(member)), NoTouchpointReason.NO_SYNC_TYPE);
        assertNone(generate(members(member.in(null))), NoTouchpointReason.CAMPAIGN_UNKNOWN);
    }

    @Test
    void c11WithoutAMemberPositionsAreGivenAnew() {
        Membership removed = membership("00v1", "701A", "10:00", WEBINAR);
        Membership kept = membership("00v2", "701B", "11:00", WEBINAR);

        assertThat(generate(members(removed, kept)).touchpoints())
                .extracting(Touchpoint::positions)
                .containsExactly(
                        List.of(TouchpointPosition.FT, TouchpointPosition.LC), List.of(TouchpointPosition.POST_LC));
        assertThat(generate(members(kept)).touchpoints())
                .extracting(Touchpoint::positions)
                .containsExactly(List.of(TouchpointPosition.FT, TouchpointPosition.LC));
    }

    /** A person who is lead and contact is in a campaign twice. */
    @Test
    void c13TheEarliestOfSeveralMembershipsHasTheTouchpoint() {
        Membership asContact = membership("00v1", "701A", "11:00", WEBINAR);
        Membership asLead = membership("00v2", "701A", "10:00", WEBINAR);
        Generation generation = generate(members(asContact, asLead));

        assertThat(generation.touchpoints())
                .extracting(t -> t.origin().fact().id())
                .containsExactly("00v2");
        assertThat(generation.without())
                .containsExactly(new NoTouchpoint(
                        new FactReference(FactReference.Kind.CAMPAIGN_MEMBER, "00v1"),
                        at("11:00"),
                        NoTouchpointReason.SECOND_MEMBERSHIP,
                        0));
    }

    @Test
    void ofMembershipsOfOneInstantTheSmallerIdHasTheTouchpoint() {
        Generation generation = generate(
                members(membership("00v2", "701A", "10:00", WEBINAR), membership("00v1", "701A", "10:00", WEBINAR)));

        assertThat(generation.touchpoints())
                .extracting(t -> t.origin().fact().id())
                .containsExactly("00v1");
    }

    @Test
    void a03FourIdenticalCallsAreFourTouchpoints() {
        SalesActivity[] calls = List.of("00T1", "00T2", "00T3", "00T4").stream()
                .map(id -> task(id, at("10:00"), "Call", "Intro"))
                .toArray(SalesActivity[]::new);

        Generation generation = generate(jane().add(calls).facts());

        assertThat(generation.touchpoints())
                .hasSize(4)
                .extracting(Touchpoint::touchpointId)
                .doesNotHaveDuplicates();
        assertThat(generation.mappingKeys()).hasSize(1);
    }

    @Test
    void a04FieldsOfAnActivityComeFromItAndItsRule() {
        PersonFacts facts = jane().add(task("00T000000000001", at("10:00"), "Call", "Intro"))
                .facts();
        GenerationPolicy calls = Policies.of(
                RuleListKind.TASK,
                rule("Calls")
                        .when(is("Task.Type", "call"))
                        .named("Outbound Call")
                        .since(7)
                        .at("Task.ActivityDate"));
        Effort effort = new Effort("CRM Activity", "Call", "Outbound Call", "", "Intro", "");

        Generation generation = TouchpointGenerator.generate(facts, calls);

        assertThat(generation.touchpoints()).singleElement().satisfies(touchpoint -> {
            assertThat(touchpoint.type()).isEqualTo(TouchpointType.CRM_ACTIVITY);
            assertThat(touchpoint.touchedAt()).isEqualTo(at("10:00"));
            assertThat(touchpoint.content())
                    .isEqualTo(new Touchpoint.Content(
                            effort,
                            WebPages.NONE,
                            null,
                            MappingKey.ofCrm(MappingKeyKind.CRM_ACTIVITY, effort, "")
                                    .id()));
            assertThat(touchpoint.origin())
                    .isEqualTo(new Touchpoint.Origin(
                            new FactReference(FactReference.Kind.ACTIVITY, "00T000000000001"), "Calls", 7));
        });
    }

    @Test
    void anActivityThatNoRuleTakesMakesNone() {
        Generation generation =
                generate(jane().add(task("00T1", at("10:00"), "Email", "Hello")).facts());

        assertNone(generation, NoTouchpointReason.NO_RULE_MATCHED);
    }

    @Test
    void nothingKnownIsNothingMade() {
        assertThat(generate(facts())).isEqualTo(new Generation(List.of(), List.of(), List.of()));
    }

    private static void assertNone(Generation generation, NoTouchpointReason reason) {
        assertThat(generation.touchpoints()).isEmpty();
        assertThat(generation.mappingKeys()).isEmpty();
        assertThat(generation.without()).singleElement().satisfies(without -> {
            assertThat(without.reason()).isEqualTo(reason);
            assertThat(without.factTime()).isEqualTo(at("10:00"));
        });
    }

    private static Generation generate(PersonFacts facts) {
        return TouchpointGenerator.generate(facts, SHIPPED);
    }

    private static Touchpoint only(PersonFacts facts) {
        List<Touchpoint> touchpoints = generate(facts).touchpoints();
        assertThat(touchpoints).hasSize(1);
        return touchpoints.get(0);
    }

    private static PersonFacts facts(Visit... visits) {
        return jane().add(visits).facts();
    }

    private static PersonFacts members(Membership... memberships) {
        return jane().add(memberships).facts();
    }

    private static KnownPerson jane() {
        return new KnownPerson(JANE).createdAt(CREATED);
    }

    private static Membership membership(String id, String campaignId, String clock, SyncType syncType) {
        return member(id, campaign(campaignId, syncType), at(clock));
    }

    /** The only session of a story as a fact. */
    private static Visit visit(VisitorEvents events) {
        List<DerivedSession> sessions = DerivedSession.of(
                new VisitorFacts(VisitorEvents.VISITOR, events.list(), List.of(), Set.of(), false), POLICY);
        assertThat(sessions).hasSize(1);
        DerivedSession derived = sessions.get(0);
        return Visits.of(derived);
    }
}
