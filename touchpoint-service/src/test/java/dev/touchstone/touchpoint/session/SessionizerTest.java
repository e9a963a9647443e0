package dev.touchstone.touchpoint.session;

import static dev.touchstone.touchpoint.session.VisitorEvents.at;
import static dev.touchstone.touchpoint.session.VisitorEvents.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.id.StableId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, section 2.3 and scenarios T01 to T17; decision 0015. */
class SessionizerTest {
    private static final String HOME = "https://acme.com/";
    private static final String GOOGLE = "https://www.google.com/";
    private static final SessionPolicy POLICY = new SessionPolicy(Duration.ofMinutes(30), Set.of("acme.com"));

    @Test
    void t01AnHourWithoutNavigationEndsTheSession() {
        List<Session> sessions =
                sessions(new VisitorEvents().view("10:00", HOME).view("11:00", HOME + "next", HOME));

        assertThat(sessions).extracting(s -> s.activity().start()).containsExactly(at("10:00"), at("11:00"));
        assertThat(sessions)
                .extracting(Session::startReason)
                .containsExactly(SessionStartReason.FIRST_EVENT, SessionStartReason.INACTIVITY);
    }

    @Test
    void t02TenTabsAreOneSession() {
        VisitorEvents events = new VisitorEvents();
        for (int i = 0; i < 10; i++) {
            events.view("10:0" + i / 2 + ":0" + i, HOME + "tab/" + i);
        }

        assertThat(sessions(events)).singleElement().satisfies(session -> {
            assertThat(session.activity()).isEqualTo(new Session.Activity(at("10:00"), at("10:04:09"), 10, 0, null));
            assertThat(session.arrival().page()).isEqualTo(url(HOME + "tab/0"));
        });
    }

    @Test
    void t03ArrivalsFromTwoSocialNetworksAreTwoSessions() {
        List<Session> sessions = sessions(new VisitorEvents()
                .view("10:00", HOME, "https://www.linkedin.com/feed")
                .view("10:05", HOME, "https://www.facebook.com/"));

        assertThat(sessions)
                .extracting(s -> s.arrival().referrer())
                .containsExactly(url("https://www.linkedin.com/feed"), url("https://www.facebook.com/"));
        assertThat(sessions.get(1).startReason()).isEqualTo(SessionStartReason.NEW_SOURCE);
    }

    @Test
    void t04SearchAndThenItsAdvertisementAreTwoSessions() {
        List<Session> sessions = sessions(
                new VisitorEvents().view("10:00", HOME, GOOGLE).view("10:01", HOME + "?_bt=7&gclid=8", GOOGLE));

        assertThat(sessions)
                .extracting(s -> s.arrival().campaign().clickMarkers())
                .containsExactly(List.of(), List.of("_bt", "gclid"));
    }

    @Test
    void t05TypingTheAddressEndsNoSession() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME, "https://blog.example.org/post")
                        .view("10:10", HOME)))
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.arrival().referrer()).isEqualTo(url("https://blog.example.org/post"));
                    assertThat(session.activity().pageViews()).isEqualTo(2);
                });
    }

    @Test
    void t06AReferralAfterADirectVisitIsASecondSession() {
        List<Session> sessions =
                sessions(new VisitorEvents().view("10:00", HOME).view("10:10", HOME, "https://blog.example.org/post"));

        assertThat(sessions)
                .extracting(Session::startReason)
                .containsExactly(SessionStartReason.FIRST_EVENT, SessionStartReason.NEW_SOURCE);
    }

    @Test
    void t13AndT15TheFirstFormAndTheFirstPageCount() {
        List<Session> sessions = sessions(new VisitorEvents()
                .view("10:00", HOME + "blog?utm_source=linkedin")
                .form("10:02", HOME + "ebook", "x@y.com")
                .form("10:04", HOME + "demo", "x@y.com"));

        assertThat(sessions).singleElement().satisfies(session -> {
            assertThat(session.arrival().page().raw()).isEqualTo(HOME + "blog?utm_source=linkedin");
            assertThat(session.activity())
                    .isEqualTo(new Session.Activity(at("10:00"), at("10:04"), 1, 2, form(HOME + "ebook")));
        });
    }

    @Test
    void t14RepeatedSubmissionsAndReloadsStayInOneSession() {
        VisitorEvents events = new VisitorEvents().view("10:00", HOME);
        for (int i = 1; i <= 3; i++) {
            events.form("10:01:0" + i, HOME + "demo", "x@y.com");
        }
        for (int i = 1; i <= 5; i++) {
            events.view("10:02:0" + i, HOME + "thanks", HOME + "demo");
        }

        assertThat(sessions(events))
                .singleElement()
                .extracting(Session::activity)
                .isEqualTo(new Session.Activity(at("10:00"), at("10:02:05"), 6, 3, form(HOME + "demo")));
    }

    @ParameterizedTest
    @CsvSource({
        "10:29:59.999999, 1",
        "10:30:00,        1",
        "10:30:00.000001, 2",
    })
    void onlyAPauseOfMoreThanThirtyMinutesEndsASession(String second, int count) {
        assertThat(sessions(new VisitorEvents().view("10:00", HOME).view(second, HOME)))
                .hasSize(count);
        assertThat(sessions(new VisitorEvents().view("10:00", HOME).form(second, HOME, "x@y.com")))
                .hasSize(count);
    }

    @Test
    void thePauseIsMeasuredFromTheLastInteractionNotFromTheStart() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME)
                        .form("10:30", HOME, "x@y.com")
                        .view("11:00", HOME)
                        .view("11:30", HOME)))
                .hasSize(1);
    }

    @Test
    void anIdentificationNeitherMakesNorProlongsASession() {
        assertThat(sessions(new VisitorEvents().identified("10:00", "x@y.com"))).isEmpty();
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME)
                        .identified("10:20", "x@y.com")
                        .view("10:40", HOME)))
                .hasSize(2);
        assertThat(sessions(new VisitorEvents())).isEmpty();
    }

    @Test
    void theSameSourceAgainSplitsNothing() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME + "?gclid=1", GOOGLE)
                        .view("10:05", HOME + "?gclid=2", GOOGLE)
                        .view("10:10", HOME + "other?gclid=3")))
                .hasSize(1);
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME, "https://google.com/")
                        .view("10:05", HOME, GOOGLE + "search")))
                .hasSize(1);
    }

    @Test
    void comingBackToTheSourceBeforeIsAnArrivalFromElsewhere() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME, GOOGLE)
                        .view("10:01", HOME, "https://bing.com/")
                        .view("10:02", HOME, GOOGLE)))
                .hasSize(3);
    }

    @Test
    void aSourceIsComparedWithTheBeginningOfTheSessionNotWithTheLastPage() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME, GOOGLE)
                        .view("10:01", HOME)
                        .view("10:02", HOME + "next", HOME)
                        .view("10:03", HOME, GOOGLE)))
                .hasSize(1);
    }

    @Test
    void aPageOfTheSameOrganisationSplitsNothing() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", "https://shop.acme.com/", GOOGLE)
                        .view("10:05", "https://blog.acme.com/", "https://shop.acme.com/")))
                .hasSize(1);
    }

    @Test
    void aFormNeverSplitsEvenOnAPageWithCampaignParameters() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME, GOOGLE)
                        .form("10:05", HOME + "?utm_source=other", "x@y.com")))
                .hasSize(1);
    }

    @Test
    void aFormCanBeginASessionAndItsPageIsTheLandingPage() {
        assertThat(sessions(new VisitorEvents().form("10:00", HOME + "demo?utm_source=mail", "x@y.com")))
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.arrival().campaign().utmSource()).isEqualTo("mail");
                    assertThat(session.activity().firstForm()).isEqualTo(form(HOME + "demo?utm_source=mail"));
                    assertThat(session.activity().pageViews()).isZero();
                });
    }

    @Test
    void aPauseIsTheReasonEvenIfTheSourceIsNewToo() {
        assertThat(sessions(new VisitorEvents().view("10:00", HOME).view("10:31", HOME, GOOGLE))
                        .get(1)
                        .startReason())
                .isEqualTo(SessionStartReason.INACTIVITY);
    }

    @Test
    void eventsOfOneInstantGoInTheOrderOfTheirIds() {
        List<WebEvent> events = new VisitorEvents()
                .view("10:00", HOME, GOOGLE)
                .view("10:00", HOME + "next", HOME)
                .list();

        assertThat(Sessionizer.sessions(List.of(events.get(1), events.get(0)), POLICY))
                .isEqualTo(Sessionizer.sessions(events, POLICY))
                .singleElement()
                .satisfies(session -> assertThat(session.arrival().page()).isEqualTo(url(HOME)));
    }

    @Test
    void theIdIsThatOfVisitorAndFirstInteraction() {
        Session alone = sessions(new VisitorEvents().view("10:00", HOME)).get(0);
        Session longer = sessions(new VisitorEvents().view("10:00", HOME).view("10:01", HOME + "next"))
                .get(0);

        assertThat(alone.sessionId())
                .isEqualTo(UUID.fromString("93a12f33-b83e-8c9d-b245-bbd3e8830407"))
                .isEqualTo(StableId.of("session", "v-1", "e-01", "2026-03-02T10:00:00Z"))
                .isEqualTo(longer.sessionId());
    }

    @Test
    void aChatIsAnInteractionAndTheFirstFormTypeOneCounts() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME)
                        .chat("10:20", HOME + "pricing", "x@y.com")
                        .form("10:45", HOME + "demo", "x@y.com")
                        .view("11:15", HOME)))
                .singleElement()
                .extracting(Session::activity)
                .isEqualTo(new Session.Activity(
                        at("10:00"),
                        at("11:15"),
                        2,
                        2,
                        new Session.FirstForm(FormType.CHAT, url(HOME + "pricing"), "")));
    }

    @Test
    void theNameOfTheFirstFormIsKept() {
        WebEvent.Detail named =
                new WebEvent.Detail(0, 0, null, new FormDetails("Demo request", FormDetails.Source.SUBMIT), null);

        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME)
                        .add(at("10:01"), WebEventType.FORM_SUBMISSION, HOME + "demo", null, "x@y.com", named)
                        .form("10:02", HOME + "other", "x@y.com")))
                .singleElement()
                .extracting(session -> session.activity().firstForm())
                .isEqualTo(new Session.FirstForm(FormType.FORM, url(HOME + "demo"), "Demo request"));
    }

    @Test
    void t24AClickOnAnEmailLinkIsAPageViewAndAFormOnceItsReaderIsKnown() {
        VisitorAlias lead = new VisitorAlias(VisitorAlias.Type.CRM_PERSON, "00Q000000000001AAA");

        assertThat(sessions(new VisitorEvents().emailLink("10:00", HOME, "jane@x.com")))
                .singleElement()
                .extracting(Session::activity)
                .isEqualTo(new Session.Activity(
                        at("10:00"), at("10:00"), 1, 1, new Session.FirstForm(FormType.EMAIL_LINK, url(HOME), "")));
        assertThat(sessions(new VisitorEvents().emailLink("10:00", HOME, lead)))
                .singleElement()
                .extracting(Session::activity)
                .isEqualTo(new Session.Activity(at("10:00"), at("10:00"), 1, 0, null));
    }

    @Test
    void aClickOnAnEmailLinkArrivesLikeAPageView() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", HOME, GOOGLE)
                        .emailLink("10:05", HOME + "?utm_source=news&utm_medium=email", "jane@x.com")))
                .hasSize(2);
    }

    @Test
    void movingBetweenSecureAndInsecurePagesSplitsNothing() {
        assertThat(sessions(new VisitorEvents()
                        .view("10:00", "http://acme.com/", GOOGLE)
                        .view("10:01", "https://acme.com/cart", "http://acme.com/")
                        .view("10:02", "http://acme.com/thanks", "https://acme.com/cart")))
                .hasSize(1);
    }

    @Test
    void theContextIsThatOfTheFirstInteraction() {
        UUID first = new UUID(1, 1);
        VisitorEvents events = new VisitorEvents()
                .add(at("10:00"), WebEventType.PAGE_VIEW, HOME, null, null, context(first))
                .add(at("10:01"), WebEventType.PAGE_VIEW, HOME, null, null, context(new UUID(1, 2)));

        assertThat(sessions(events))
                .singleElement()
                .extracting(session -> session.beginning().contextId())
                .isEqualTo(first);
    }

    @Test
    void ofOneInstantTheClientsCountDecidesBeforeTheId() {
        VisitorEvents events = new VisitorEvents()
                .add(at("10:00"), WebEventType.PAGE_VIEW, HOME + "second", null, null, count(2))
                .add(at("10:00"), WebEventType.PAGE_VIEW, HOME + "first", null, null, count(1));

        assertThat(sessions(events))
                .singleElement()
                .extracting(session -> session.arrival().page())
                .isEqualTo(url(HOME + "first"));
    }

    /** A better correction of the client's clock moves a session, but makes no other one. */
    @Test
    void theIdIsThatOfTheTimeAsItWasSent() {
        WebEvent.Detail corrected = new WebEvent.Detail(0, 7, null, null, null);
        VisitorEvents moved = new VisitorEvents().add(at("10:07"), WebEventType.PAGE_VIEW, HOME, null, null, corrected);

        assertThat(sessions(moved).get(0).sessionId())
                .isEqualTo(
                        sessions(new VisitorEvents().view("10:00", HOME)).get(0).sessionId());
    }

    private static WebEvent.Detail context(UUID id) {
        return new WebEvent.Detail(0, 0, null, null, id);
    }

    private static WebEvent.Detail count(int sequence) {
        return new WebEvent.Detail(sequence, 0, null, null, null);
    }

    private static Session.FirstForm form(String page) {
        return new Session.FirstForm(FormType.FORM, url(page), "");
    }

    private static List<Session> sessions(VisitorEvents events) {
        return Sessionizer.sessions(events.list(), POLICY);
    }
}
