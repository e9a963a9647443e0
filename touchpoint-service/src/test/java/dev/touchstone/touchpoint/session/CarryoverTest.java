package dev.touchstone.touchpoint.session;

import static dev.touchstone.touchpoint.session.VisitorEvents.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, section 2.3 rules 6 and 7, and scenarios T07 to T11; decision 0015. */
class CarryoverTest {
    private static final String HOME = "https://acme.com/";
    private static final String GOOGLE = "https://www.google.com/";
    private static final String LINKEDIN = "https://www.linkedin.com/feed";
    private static final SessionPolicy ON = policy(Duration.ofDays(7));
    private static final SessionPolicy OFF = policy(Duration.ZERO);

    private final VisitorEvents events = new VisitorEvents();

    @Test
    void t07ADirectReturnHasTheChannelOfTheSessionBeforeAndNothingElse() {
        view("2026-03-02T09:00:00Z", HOME + "?utm_campaign=spring", GOOGLE);
        view("2026-03-02T10:00:00Z", HOME + "pricing", null);
        List<Session> sessions = Sessionizer.sessions(events.list(), ON);

        assertThat(sessions).hasSize(2);
        Session second = sessions.get(1);
        assertThat(second.arrival()).isEqualTo(new Arrival(url(HOME + "pricing"), null, CampaignParameters.NONE));
        assertThat(second.channelArrival()).isEqualTo(sessions.get(0).arrival());
        assertThat(second.carriedOver())
                .isEqualTo(new Session.CarriedOver(
                        sessions.get(0).sessionId(), sessions.get(0).arrival()));
        assertThat(second.startReason()).isEqualTo(SessionStartReason.INACTIVITY);
    }

    @Test
    void t10WithoutCarryOverItIsDirect() {
        view("2026-03-02T09:00:00Z", HOME, GOOGLE);
        view("2026-03-02T10:00:00Z", HOME, null);

        assertThat(carriedOver(OFF)).containsExactly(null, null);
    }

    @ParameterizedTest(name = "a direct return at {0}: carried over {1}")
    @CsvSource({
        "2026-03-02T09:40:00.000001Z, true",
        "2026-03-09T09:10:00Z,        true",
        "2026-03-09T09:10:00.000001Z, false",
        "2026-03-10T09:10:00Z,        false"
    })
    void t08TheTimeIsMeasuredFromTheEndOfTheSessionBeforeAndItsLimitCounts(String time, boolean carried) {
        view("2026-03-02T09:00:00Z", HOME, GOOGLE);
        view("2026-03-02T09:10:00Z", HOME + "next", HOME);
        view(time, HOME, null);

        assertThat(carriedOver(ON).get(1) != null).isEqualTo(carried);
    }

    @Test
    void t09AnArrivalFromElsewhereIsNeverOverridden() {
        view("2026-03-02T09:00:00Z", HOME, GOOGLE);
        view("2026-03-05T09:00:00Z", HOME, LINKEDIN);

        assertThat(carriedOver(ON)).containsExactly(null, null);
    }

    @Test
    void t11SigningInSplitsWithoutCarryOverOnly() {
        view("2026-03-02T09:00:00Z", HOME, LINKEDIN);
        view("2026-03-02T09:02:00Z", HOME + "thanks", "https://accounts.google.com/signin");

        assertThat(Sessionizer.sessions(events.list(), ON)).hasSize(1);
        assertThat(Sessionizer.sessions(events.list(), OFF)).hasSize(2);
    }

    @Test
    void payingNeverSplits() {
        view("2026-03-02T09:00:00Z", HOME, LINKEDIN);
        view("2026-03-02T09:02:00Z", HOME + "thanks", "https://www.paypal.com/checkout");
        view("2026-03-02T09:03:00Z", HOME + "thanks", "https://eu.paypal.com/checkout");

        assertThat(Sessionizer.sessions(events.list(), ON)).hasSize(1);
        assertThat(Sessionizer.sessions(events.list(), OFF)).hasSize(1);
    }

    @Test
    void aNameThatOnlyEndsLikeAProviderIsAnArrival() {
        view("2026-03-02T09:00:00Z", HOME, LINKEDIN);
        view("2026-03-02T09:02:00Z", HOME, "https://notpaypal.com/");

        assertThat(Sessionizer.sessions(events.list(), ON)).hasSize(2);
    }

    @Test
    void aReturnFromAProviderAfterAPauseIsDirectAndCarriesOver() {
        view("2026-03-02T09:00:00Z", HOME, GOOGLE);
        view("2026-03-02T10:00:00Z", HOME + "thanks", "https://www.paypal.com/checkout");

        Session second = Sessionizer.sessions(events.list(), ON).get(1);

        assertThat(second.arrival().referrer()).isNull();
        assertThat(second.carriedOver()).isNotNull();
    }

    @Test
    void chainsOfDirectReturnsCarryTheChannelOfTheFirstOn() {
        view("2026-03-02T09:00:00Z", HOME, GOOGLE);
        view("2026-03-08T09:00:00Z", HOME, null);
        view("2026-03-14T09:00:00Z", HOME, null);
        view("2026-03-20T09:00:00Z", HOME, null);
        UUID first = Sessionizer.sessions(events.list(), ON).get(0).sessionId();

        assertThat(carriedOver(ON)).containsExactly(null, first, first, first);
    }

    @Test
    void aBrokenChainCarriesNothingOn() {
        view("2026-03-02T09:00:00Z", HOME, GOOGLE);
        view("2026-03-10T09:00:00Z", HOME, null);
        view("2026-03-11T09:00:00Z", HOME, null);

        assertThat(carriedOver(ON)).containsExactly(null, null, null);
    }

    @Test
    void ofTwoSourcesTheLastOneBeforeIsCarriedOver() {
        view("2026-03-02T09:00:00Z", HOME, GOOGLE);
        view("2026-03-02T09:01:00Z", HOME, LINKEDIN);
        view("2026-03-03T09:00:00Z", HOME, null);
        UUID linkedin = Sessionizer.sessions(events.list(), ON).get(1).sessionId();

        assertThat(carriedOver(ON)).containsExactly(null, null, linkedin);
    }

    /** What is carried over is a channel, not a source: the visitor who now comes from there again arrives. */
    @Test
    void anArrivalFromTheSourceCarriedOverBeginsASession() {
        view("2026-03-02T09:00:00Z", HOME, GOOGLE);
        view("2026-03-03T09:00:00Z", HOME, null);
        view("2026-03-03T09:01:00Z", HOME, GOOGLE);

        assertThat(Sessionizer.sessions(events.list(), ON))
                .extracting(Session::startReason)
                .containsExactly(
                        SessionStartReason.FIRST_EVENT, SessionStartReason.INACTIVITY, SessionStartReason.NEW_SOURCE);
    }

    @Test
    void aSessionThatBeginsByAFormCarriesOverToo() {
        view("2026-03-02T09:00:00Z", HOME, GOOGLE);
        events.add(
                Instant.parse("2026-03-03T09:00:00Z"),
                WebEventType.FORM_SUBMISSION,
                HOME + "demo",
                HOME,
                "jane@acme.com");

        assertThat(carriedOver(ON)).filteredOn(Objects::nonNull).hasSize(1);
    }

    /** The page was shown, and its campaign counted, before the pause. */
    @Test
    void aFormAfterAPauseIsNoArrivalWithTheCampaignOfItsPage() {
        String landing = HOME + "?utm_source=news&gclid=1";
        view("2026-03-02T09:00:00Z", landing, GOOGLE);
        view("2026-03-02T09:01:00Z", HOME + "demo?utm_source=inside", LINKEDIN);
        form("2026-03-02T10:00:00Z", HOME + "demo?utm_source=other", GOOGLE);
        List<Session> on = Sessionizer.sessions(events.list(), ON);

        assertThat(on.get(2).startReason()).isEqualTo(SessionStartReason.INACTIVITY);
        assertThat(on.get(2).arrival())
                .isEqualTo(new Arrival(url(HOME + "demo?utm_source=other"), null, CampaignParameters.NONE));
        assertThat(on.get(2).channelArrival()).isEqualTo(on.get(1).arrival());
        assertThat(Sessionizer.sessions(events.list(), OFF).get(2).arrival().isDirect())
                .isTrue();
    }

    @Test
    void aFormThatIsTheFirstInteractionArrives() {
        form("2026-03-02T10:00:00Z", HOME + "demo?utm_source=other", GOOGLE);

        assertThat(Sessionizer.sessions(events.list(), ON).get(0).arrival().source())
                .isEqualTo("utm_source=other");
    }

    private void form(String time, String page, String referrer) {
        events.add(Instant.parse(time), WebEventType.FORM_SUBMISSION, page, referrer, "jane@acme.com");
    }

    private void view(String time, String page, @Nullable String referrer) {
        events.add(Instant.parse(time), WebEventType.PAGE_VIEW, page, referrer, null);
    }

    private List<@Nullable UUID> carriedOver(SessionPolicy policy) {
        return Sessionizer.sessions(events.list(), policy).stream()
                .map(Session::carriedOver)
                .map(carriedOver -> carriedOver == null ? null : carriedOver.sessionId())
                .collect(Collectors.toList());
    }

    private static SessionPolicy policy(Duration carryover) {
        return new SessionPolicy(
                Duration.ofMinutes(30),
                carryover,
                Set.of("accounts.google.com"),
                Set.of("PayPal.com"),
                Set.of("acme.com"));
    }
}
