package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.ExplainSessionRequest;
import dev.touchstone.touchpoint.v1.ExplainSessionResponse;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.ListSessionsRequest;
import dev.touchstone.touchpoint.v1.NoBuyerTouchpointReason;
import dev.touchstone.touchpoint.v1.Session;
import dev.touchstone.touchpoint.v1.SessionSettings;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the session settings do to sessions and touchpoints that are stored, over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class CarryoverTest extends ServiceFixture {
    private static final String HOME = "https://acme.com/";
    private static final String ANN = "ann@example.com";

    /** The settings of one test must not stay for the next class. */
    @AfterEach
    void clear() {
        state.clear();
    }

    /** T07 as shipped, T10 switched off, and back again: the same tables to the letter. */
    @Test
    void aDirectReturnHasTheChannelOfTheSessionBeforeWhileCarryOverIsOn() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME + "?utm_source=google&utm_medium=cpc&utm_campaign=spring")
                        .build(),
                pageView("v1", "e2", at("10:00"), HOME + "pricing").build(),
                form("v1", "e3", at("11:00"), HOME + "demo", ANN).build());
        List<Session> sessions = sessions();
        List<String> before = state.derived();

        assertThat(sessions)
                .extracting(session -> session.getChannel().getChannel())
                .containsExactly("google", "google", "google");
        assertThat(sessions)
                .extracting(Session::getCarriedOverSessionId)
                .containsExactly(
                        "", sessions.get(0).getSessionId(), sessions.get(0).getSessionId());
        assertThat(sessions.get(1).getUtmCampaign() + sessions.get(1).getReferrer())
                .isEmpty();
        Touchpoint last = client.journey(ANN).getTouchpoints(2);
        assertThat(last.getChannel().getChannel()).isEqualTo("google");
        assertThat(last.getTouchpointSource()).isEqualTo("Web Direct");
        assertThat(last.getAdCampaignName()).isEmpty();
        assertThat(explain(sessions.get(2)).getStepsList())
                .satisfiesOnlyOnce(step -> assertThat(step)
                        .contains("direct return within 7 d")
                        .contains(sessions.get(0).getSessionId()));

        update(settings -> settings.setCarryover(Duration.getDefaultInstance()));
        assertThat(sessions())
                .extracting(session -> session.getChannel().getChannel())
                .containsExactly("google", "Direct", "Direct");
        assertThat(explain(sessions().get(1)).getStepsList())
                .satisfiesOnlyOnce(step -> assertThat(step).contains("carry-over is off"));

        update(settings -> settings.setCarryover(Duration.newBuilder().setSeconds(7 * 86_400)));
        assertThat(state.derived()).isEqualTo(before);
    }

    /** T08 and T09. */
    @Test
    void anArrivalIsNeverOverriddenAndALateReturnIsDirect() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME + "?utm_source=google").build(),
                pageView("v1", "e2", at("09:00").plusSeconds(3 * 86_400), HOME + "?utm_source=linkedin")
                        .build(),
                pageView("v1", "e3", at("09:00").plusSeconds(11 * 86_400), HOME).build());

        assertThat(sessions())
                .extracting(session -> session.getChannel().getChannel())
                .containsExactly("google", "linkedin", "Direct");
        assertThat(explain(sessions().get(2)).getStepsList())
                .satisfiesOnlyOnce(step -> assertThat(step).contains("direct return more than 7 d"));
    }

    /** T11 with the hosts that ship. */
    @Test
    void signingInSplitsASessionWithoutCarryOverOnly() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME)
                        .setReferrerUrl("https://www.linkedin.com/feed/")
                        .build(),
                pageView("v1", "e2", at("09:02"), HOME + "thanks")
                        .setReferrerUrl("https://accounts.google.com/")
                        .build());

        assertThat(sessions()).hasSize(1);

        update(settings -> settings.setCarryover(Duration.getDefaultInstance()));
        assertThat(sessions()).hasSize(2);
    }

    /** P15: the number of PostLC touchpoints that surface is a setting. */
    @Test
    void onlyTheMostRecentPostLcTouchpointsSurface() {
        client.sync(lead("L1", ANN, at("08:00")));
        ingest(
                form("v1", "e1", at("09:00"), HOME, ANN).build(),
                form("v1", "e2", at("10:00"), HOME, ANN).build(),
                form("v1", "e3", at("11:00"), HOME, ANN).build());
        NoBuyerTouchpointReason buyer = NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED;
        assertThat(reasons()).containsExactly(buyer, buyer, buyer);

        update(settings -> settings.setMaxPostLcTouchpoints(1));

        assertThat(reasons())
                .containsExactly(buyer, NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_POST_LC_LIMIT, buyer);
    }

    private List<Session> sessions() {
        return client.sessions
                .listSessions(
                        ListSessionsRequest.newBuilder().setVisitorId("v1").build())
                .getSessionsList();
    }

    private ExplainSessionResponse explain(Session session) {
        return client.sessions.explainSession(ExplainSessionRequest.newBuilder()
                .setSessionId(session.getSessionId())
                .build());
    }

    private List<NoBuyerTouchpointReason> reasons() {
        return client.journey(ANN).getTouchpointsList().stream()
                .map(Touchpoint::getNoBuyerTouchpointReason)
                .toList();
    }

    private void update(UnaryOperator<SessionSettings.Builder> change) {
        SessionSettingsVersion inForce = client.settings
                .getSessionSettings(GetSessionSettingsRequest.getDefaultInstance())
                .getVersion();
        client.settings.updateSessionSettings(UpdateSessionSettingsRequest.newBuilder()
                .setSettings(change.apply(inForce.getSettings().toBuilder()))
                .setEtag(inForce.getEtag())
                .build());
        client.awaitDerived();
    }
}
