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
                    .isEqualTo(new Session.Activity(at("10:00"), at("10:04"), 1, 2, url(HOME + "ebook")));
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
                .isEqualTo(new Session.Activity(at("10:00"), at("10:02:05"), 6, 3, url(HOME + "demo")));
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
                    assertThat(session.activity().firstForm()).isEqualTo(url(HOME + "demo?utm_source=mail"));
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

    private static List<Session> sessions(VisitorEvents events) {
        return Sessionizer.sessions(events.list(), POLICY);
    }
}
