package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.identification;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.ExplainSessionRequest;
import dev.touchstone.touchpoint.v1.ExplainSessionResponse;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.IdentificationKind;
import dev.touchstone.touchpoint.v1.IdentityEvidence;
import dev.touchstone.touchpoint.v1.IgnoreIdentityRequest;
import dev.touchstone.touchpoint.v1.NoTouchpointReason;
import dev.touchstone.touchpoint.v1.SessionEvent;
import dev.touchstone.touchpoint.v1.SessionStartReason;
import dev.touchstone.touchpoint.v1.WebEventReference;
import dev.touchstone.touchpoint.v1.WebEventType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Why a web event is in which session, why that began, what it made and whose it is, over the real port. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class ExplainSessionTest extends ServiceFixture {
    private static final String HOME = "https://acme.com/";
    private static final String ANN = "ann@example.com";

    @Test
    void anEventTellsItsSessionItsReasonItsOwnerAndItsTouchpoint() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME + "?utm_source=news").build(),
                pageView("v1", "e2", at("09:10"), HOME + "blog?x=1")
                        .setReferrerUrl("https://www.google.com/search")
                        .build(),
                form("v1", "e3", at("09:12"), HOME + "demo", ANN).build());

        ExplainSessionResponse why = explain("v1", "e3");

        assertThat(why.getSession().getSession().getStartReason())
                .isEqualTo(SessionStartReason.SESSION_START_REASON_NEW_SOURCE);
        assertThat(why.getSession().getSource()).isEqualTo("google.com");
        assertThat(why.getSession().getSourceBefore()).isEqualTo("utm_source=news");
        assertThat(why.getSession().getEvidence()).isEqualTo(IdentityEvidence.IDENTITY_EVIDENCE_IN_SESSION);
        assertThat(why.getSession().getEvidenceKind()).isEqualTo(IdentificationKind.IDENTIFICATION_KIND_FORM);
        assertThat(why.getSession().getEvidenceEventId()).isEqualTo("e3");
        assertThat(why.getEventsList())
                .extracting(
                        SessionEvent::getEventId, SessionEvent::getType, SessionEvent::getPage, SessionEvent::getSource)
                .containsExactly(
                        tuple("e2", WebEventType.WEB_EVENT_TYPE_PAGE_VIEW, HOME + "blog", "google.com"),
                        tuple("e3", WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION, HOME + "demo", ""));
        assertThat(why.getTouchpoint().getFormUrl()).isEqualTo(HOME + "demo");
        assertThat(why.getSessionSettingsVersion()).isPositive();
        assertThat(why.getStepsList())
                .satisfiesOnlyOnce(
                        step -> assertThat(step).startsWith("Event e3 (form at").contains("which began with event e2"))
                .satisfiesOnlyOnce(step -> assertThat(step)
                        .contains("the source google.com is another than that of the session before, utm_source=news"))
                .satisfiesOnlyOnce(step -> assertThat(step).contains("It belongs to " + ANN + ", known by a form"))
                .satisfiesOnlyOnce(step -> assertThat(step).contains("user touchpoint only"))
                .satisfiesOnlyOnce(step -> assertThat(step).contains("of the session settings."));
        assertThat(explain("v1", "e2").getSteps(0))
                .startsWith("Event e2 (page view at")
                .contains("began session");
        assertThat(bySession(why.getSession().getSession().getSessionId()).getEventsList())
                .isEqualTo(why.getEventsList());
    }

    @Test
    void aPauseIsToldInMinutesAndAnonymousVisitsSayWhyTheyMakeNone() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME).build(),
                pageView("v1", "e2", at("09:45"), HOME).build());

        ExplainSessionResponse why = explain("v1", "e2");

        assertThat(why.getSession().getPauseBefore().getSeconds()).isEqualTo(45 * 60);
        assertThat(why.getWithoutTouchpoint().getReason()).isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_EMAIL);
        assertThat(why.getStepsList())
                .satisfiesOnlyOnce(
                        step -> assertThat(step).contains("the pause before it was 45 min, longer than 30 min"))
                .satisfiesOnlyOnce(step -> assertThat(step).contains("It is anonymous"))
                .satisfiesOnlyOnce(step -> assertThat(step).contains("It makes no touchpoint"));
    }

    @Test
    void aPauseHardlyLongerThanTheInactivityIsToldExactly() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME).build(),
                pageView("v1", "e2", at("09:30").plusMillis(500), HOME).build(),
                pageView("v1", "e3", at("10:05").plusMillis(750), HOME).build());

        assertThat(explain("v1", "e2").getStepsList())
                .anySatisfy(
                        step -> assertThat(step).contains("the pause before it was 30 min 0.5 s, longer than 30 min"));
        assertThat(explain("v1", "e3").getStepsList())
                .anySatisfy(step -> assertThat(step).contains("the pause before it was 35 min, longer than 30 min"));
    }

    @Test
    void aFormAfterAPauseIsToldAsNoArrival() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME + "?utm_source=news").build(),
                form("v1", "e2", at("10:00"), HOME + "?utm_source=news", ANN).build());

        ExplainSessionResponse why = explain("v1", "e2");

        assertThat(why.getSession().getSource()).isEmpty();
        assertThat(why.getEventsList()).extracting(SessionEvent::getSource).containsExactly("");
        assertThat(why.getStepsList())
                .anySatisfy(step -> assertThat(step).contains("Visitor v1 went on, without a new arrival, on " + HOME));
        assertThat(explain("v1", "e1").getEvents(0).getSource()).isEqualTo("utm_source=news");
    }

    @Test
    void whoIsIgnoredIsNotSaidToTellNoAddress() {
        ingest(form("v1", "e1", at("09:00"), HOME, ANN).build());
        client.identities.ignoreIdentity(
                IgnoreIdentityRequest.newBuilder().setEmail(ANN).build());
        client.awaitDerived();

        assertThat(explain("v1", "e1").getStepsList())
                .anySatisfy(step ->
                        assertThat(step).isEqualTo("It is anonymous: what the visitor's events tell is ignored."))
                .anySatisfy(step -> assertThat(step).contains("do not count"))
                .anySatisfy(step -> assertThat(step).contains("that is not ignored (yet)"))
                .noneSatisfy(step -> assertThat(step).contains(ANN));
    }

    /** The event is changed behind the service's back, so that what is derived stays behind. */
    @Test
    void aTouchpointOfSomebodyElseIsNotShownWhileTheSessionIsDerivedAnew() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME).build(),
                identification("v1", "e2", at("09:05"), HOME, ANN).build());
        String touchpointId = explain("v1", "e1").getTouchpoint().getTouchpointId();
        ExplainTouchpointRequest whyTouchpoint = ExplainTouchpointRequest.newBuilder()
                .setTouchpointId(touchpointId)
                .build();
        assertThat(client.touchpoints.explainTouchpoint(whyTouchpoint).getStepsList())
                .isNotEmpty();
        state.execute("UPDATE web_event SET email = 'bob@example.com' WHERE event_id = 'e2'");

        ExplainSessionResponse why = explain("v1", "e1");

        assertThat(why.getOutcomeCase()).isEqualTo(ExplainSessionResponse.OutcomeCase.OUTCOME_NOT_SET);
        assertThat(why.getStepsList())
                .anySatisfy(step -> assertThat(step).contains("It belongs to bob@example.com"))
                .anySatisfy(step -> assertThat(step).isEqualTo("What it makes is being derived anew."));
        assertThatThrownBy(() -> client.touchpoints.explainTouchpoint(whyTouchpoint))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
    }

    @Test
    void aRecognitionIsInNoSessionButTellsWhoseTheyAre() {
        ingest(
                pageView("v1", "e1", at("09:00"), HOME).build(),
                identification("v1", "e2", at("09:05"), HOME, ANN).build());

        ExplainSessionResponse why = explain("v1", "e2");

        assertThat(why.hasSession()).isFalse();
        assertThat(why.getOutcomeCase()).isEqualTo(ExplainSessionResponse.OutcomeCase.OUTCOME_NOT_SET);
        assertThat(why.getStepsList())
                .singleElement()
                .satisfies(step -> assertThat(step).contains("in no session").contains("owner of 1 of"));
        assertThat(explain("v1", "e1").getSession().getEvidenceKind())
                .isEqualTo(IdentificationKind.IDENTIFICATION_KIND_RECOGNITION);
    }

    @Test
    void whatIsNotThereOrNotAskedRightIsRefused() {
        assertThatThrownBy(() -> explain("v1", "nothing")).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(detail(e, 0, ErrorInfo.class).getReason()).isEqualTo("FACT_NOT_FOUND");
        });
        assertThatThrownBy(() -> bySession("00000000-0000-8000-8000-000000000000"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
        assertThatThrownBy(() -> client.sessions.explainSession(ExplainSessionRequest.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(detail(e, 1, BadRequest.class)
                                        .getFieldViolations(0)
                                        .getField())
                                .isEqualTo("subject"));
        assertThatThrownBy(() -> explain("", "e1"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(detail(e, 1, BadRequest.class)
                                        .getFieldViolations(0)
                                        .getField())
                                .isEqualTo("web_event.visitor_id"));
    }

    private ExplainSessionResponse explain(String visitorId, String eventId) {
        return client.sessions.explainSession(ExplainSessionRequest.newBuilder()
                .setWebEvent(
                        WebEventReference.newBuilder().setVisitorId(visitorId).setEventId(eventId))
                .build());
    }

    private ExplainSessionResponse bySession(String sessionId) {
        return client.sessions.explainSession(
                ExplainSessionRequest.newBuilder().setSessionId(sessionId).build());
    }

    private static <T extends Message> T detail(StatusRuntimeException error, int index, Class<T> type) {
        try {
            return StatusProto.fromThrowable(error).getDetails(index).unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("another detail", e);
        }
    }
}
