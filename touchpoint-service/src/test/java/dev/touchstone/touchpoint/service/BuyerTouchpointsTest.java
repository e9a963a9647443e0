package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.chat;
import static dev.touchstone.touchpoint.service.Facts.deletedPerson;
import static dev.touchstone.touchpoint.service.Facts.emailLink;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static dev.touchstone.touchpoint.service.Facts.person;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.session.FormDetails;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.v1.Consent;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.ListSessionsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.NoBuyerTouchpointReason;
import dev.touchstone.touchpoint.v1.Session;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsRequest;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointPosition;
import dev.touchstone.touchpoint.v1.TouchpointScope;
import dev.touchstone.touchpoint.v1.TouchpointType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which touchpoints surface, of which type they are and what they say, over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class BuyerTouchpointsTest extends ServiceFixture {
    private static final String HOME = "https://acme.com/";
    private static final String ANN = "ann@example.com";

    @Inject
    EventLog eventLog;

    /** T16: a form of somebody whom the CRM does not know; the contact is created the next day, and deleted later. */
    @Test
    void aFormSurfacesOnceTheContactExistsAndNoLongerWhenItIsGone() {
        ingest(
                pageView("v1", "e1", at("10:00"), HOME).build(),
                form("v1", "e2", at("10:20"), HOME + "demo", ANN).build());

        assertThat(only().getNoBuyerTouchpointReason())
                .isEqualTo(NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_NOT_IN_CRM);
        assertThat(list(TouchpointScope.TOUCHPOINT_SCOPE_USER)).hasSize(1);
        assertThat(list(TouchpointScope.TOUCHPOINT_SCOPE_BUYER)).isEmpty();
        assertThat(steps(only())).anySatisfy(step -> assertThat(step).contains("neither the CRM nor Marketo knows"));

        client.sync(person(
                CrmPersonType.CRM_PERSON_TYPE_CONTACT, "P1", ANN, at("10:00").plusSeconds(86_400), at("11:00")));
        client.awaitDerived();

        assertThat(only().getNoBuyerTouchpointReason())
                .isEqualTo(NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED);
        assertThat(only().getTouchpointTime()).isEqualTo(Facts.time(at("10:00")));
        assertThat(list(TouchpointScope.TOUCHPOINT_SCOPE_BUYER)).containsExactly(only());
        assertThat(steps(only())).anySatisfy(step -> assertThat(step).contains("It is a buyer touchpoint"));

        client.sync(deletedPerson("P1", at("12:00")));
        client.awaitDerived();

        assertThat(list(TouchpointScope.TOUCHPOINT_SCOPE_BUYER)).isEmpty();
        assertThat(only().getNoBuyerTouchpointReason())
                .isEqualTo(NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_NOT_IN_CRM);
    }

    /** Gap G3: without a form the visit at the lead's creation is LC, and a corrected creation moves it. */
    @Test
    void leadCreationFollowsTheTimeAtWhichTheCrmCreatedThePerson() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME).build(),
                pageView("v1", "e2", at("12:00"), HOME).build(),
                pageView("v1", "e3", at("15:00"), HOME).build(),
                Facts.identification("v1", "e4", at("15:10"), HOME, ANN).build());
        client.sync(person(CrmPersonType.CRM_PERSON_TYPE_LEAD, "L1", ANN, at("13:00"), at("13:00")));
        client.awaitDerived();
        assertThat(leadCreation()).isEqualTo(Facts.time(at("12:00")));
        assertThat(list(TouchpointScope.TOUCHPOINT_SCOPE_BUYER)).hasSize(2);

        client.sync(person(CrmPersonType.CRM_PERSON_TYPE_LEAD, "L1", ANN, at("16:00"), at("16:00")));
        client.awaitDerived();
        assertThat(leadCreation()).isEqualTo(Facts.time(at("15:00")));

        client.sync(person(CrmPersonType.CRM_PERSON_TYPE_CONTACT, "P1", ANN, at("08:00"), at("16:00")));
        client.awaitDerived();
        assertThat(leadCreation()).isEqualTo(Facts.time(at("09:00")));
        assertThat(list(TouchpointScope.TOUCHPOINT_SCOPE_BUYER)).hasSize(1);
    }

    /** T17: of three visits only the first touch and the form surface. */
    @Test
    void routineVisitsDoNotSurfaceAndAreCountedApart() {
        client.sync(lead("L1", ANN, at("08:00")));
        ingest(
                pageView("v1", "e1", at("09:00"), HOME).build(),
                pageView("v1", "e2", at("11:00"), HOME).build(),
                form("v1", "e3", at("13:00"), HOME, ANN).build(),
                pageView("v1", "e4", at("15:00"), HOME).build());

        assertThat(list(TouchpointScope.TOUCHPOINT_SCOPE_UNSPECIFIED))
                .extracting(Touchpoint::getNoBuyerTouchpointReason)
                .containsExactly(
                        NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED,
                        NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_ROUTINE_WEB_VISIT,
                        NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED,
                        NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_ROUTINE_WEB_VISIT);
        assertThat(total(TouchpointScope.TOUCHPOINT_SCOPE_USER)).isEqualTo(4);
        assertThat(total(TouchpointScope.TOUCHPOINT_SCOPE_BUYER)).isEqualTo(2);
    }

    /** T25: a chat with an address. */
    @Test
    void aChatIsAWebChat() {
        ingest(
                pageView("v1", "e1", at("10:00"), HOME).build(),
                chat("v1", "e2", at("10:05"), HOME + "pricing", ANN).build(),
                form("v1", "e3", at("10:06"), HOME + "demo", ANN).build());

        assertThat(only().getType()).isEqualTo(TouchpointType.TOUCHPOINT_TYPE_WEB_CHAT);
        assertThat(only().getFormUrl()).isEqualTo(HOME + "pricing");
        assertThat(only().getPositionsList())
                .containsExactly(TouchpointPosition.TOUCHPOINT_POSITION_FT, TouchpointPosition.TOUCHPOINT_POSITION_LC);
        assertThat(steps(only())).anySatisfy(step -> assertThat(step).contains("web chat"));
    }

    /** T24: a link in an e-mail that names its reader by address. */
    @Test
    void aClickOnAnEmailLinkIsAFormOfItsReader() {
        ingest(emailLink("v1", "e1", at("10:00"), HOME + "offer", "Ann@Example.com")
                .build());

        assertThat(only().getType()).isEqualTo(TouchpointType.TOUCHPOINT_TYPE_WEB_FORM);
        Session session = session();
        assertThat(session.getPageViewCount()).isEqualTo(1);
        assertThat(session.getFormSubmissionCount()).isEqualTo(1);
        assertThat(session.getFormUrl()).isEqualTo(HOME + "offer");
    }

    @Test
    void sessionsAndTouchpointsTellTheFormAndTheCircumstances() {
        WebContext context = new WebContext("acme", true, "Firefox (140.0)", "Linux", "DE", "BE", "Berlin");
        state.execute("INSERT INTO web_context VALUES ('" + context.id()
                + "', 'acme', true, 'Firefox (140.0)', 'Linux', 'DE', 'BE', 'Berlin') ON CONFLICT DO NOTHING");
        FormDetails demo = new FormDetails("Demo request", FormDetails.Source.SUBMIT);
        eventLog.append(
                List.of(new dev.touchstone.touchpoint.session.WebEvent(
                        "v1",
                        "e1",
                        at("10:00"),
                        dev.touchstone.touchpoint.session.WebEventType.FORM_SUBMISSION,
                        PageUrl.parse(HOME + "demo").orElseThrow(),
                        null,
                        ANN,
                        new dev.touchstone.touchpoint.session.WebEvent.Detail(1, 0, null, demo, context.id()))),
                0,
                at("10:00"));
        client.awaitDerived();

        Session session = session();
        assertThat(session.getFormName()).isEqualTo("Demo request");
        assertThat(session.getSiteId()).isEqualTo("acme");
        assertThat(session.getConsent()).isEqualTo(Consent.CONSENT_GIVEN);
        assertThat(session.getBrowser()).isEqualTo("Firefox (140.0)");
        assertThat(session.getPlatform()).isEqualTo("Linux");
        assertThat(session.getGeo().getCity()).isEqualTo("Berlin");
        assertThat(only().getFormName()).isEqualTo("Demo request");
        assertThat(only().getBrowser()).isEqualTo("Firefox (140.0)");
        assertThat(only().getPlatform()).isEqualTo("Linux");
        assertThat(only().getGeo()).isEqualTo(session.getGeo());
    }

    private Touchpoint only() {
        List<Touchpoint> touchpoints = client.journey(ANN).getTouchpointsList();
        assertThat(touchpoints).hasSize(1);
        return touchpoints.get(0);
    }

    private Session session() {
        return client.sessions
                .listSessions(
                        ListSessionsRequest.newBuilder().setVisitorId("v1").build())
                .getSessions(0);
    }

    private Timestamp leadCreation() {
        List<Touchpoint> leadCreations = client.journey(ANN).getTouchpointsList().stream()
                .filter(touchpoint -> touchpoint.getPositionsList().contains(TouchpointPosition.TOUCHPOINT_POSITION_LC))
                .toList();
        assertThat(leadCreations).hasSize(1);
        return leadCreations.get(0).getTouchpointTime();
    }

    private List<Touchpoint> list(TouchpointScope scope) {
        return client.touchpoints
                .listTouchpoints(
                        ListTouchpointsRequest.newBuilder().setScope(scope).build())
                .getTouchpointsList();
    }

    private long total(TouchpointScope scope) {
        return client.touchpoints
                .summarizeTouchpoints(
                        SummarizeTouchpointsRequest.newBuilder().setScope(scope).build())
                .getTotalTouchpointCount();
    }

    private List<String> steps(Touchpoint touchpoint) {
        return client.touchpoints
                .explainTouchpoint(ExplainTouchpointRequest.newBuilder()
                        .setTouchpointId(touchpoint.getTouchpointId())
                        .build())
                .getStepsList();
    }
}
