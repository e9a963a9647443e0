package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointResponse;
import dev.touchstone.touchpoint.v1.FactReference;
import dev.touchstone.touchpoint.v1.GetTouchpointRequest;
import dev.touchstone.touchpoint.v1.IdentityEvidence;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.ListSessionsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsResponse;
import dev.touchstone.touchpoint.v1.NoTouchpointReason;
import dev.touchstone.touchpoint.v1.Session;
import dev.touchstone.touchpoint.v1.SessionCount;
import dev.touchstone.touchpoint.v1.SessionDimension;
import dev.touchstone.touchpoint.v1.SummarizeSessionsRequest;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsRequest;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointPosition;
import dev.touchstone.touchpoint.v1.TouchpointType;
import dev.touchstone.touchpoint.v1.WebEvent;
import io.agroal.api.AgroalDataSource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From web events to touchpoints, over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class WebTouchpointsTest {
    private static final String AD =
            "https://acme.com/ebook?utm_source=google&utm_medium=cpc&utm_campaign=SU%20-%20ABC";

    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    private TouchpointClient client;

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        client.awaitDerived();
        new StoredState(dataSource).clear();
    }

    @AfterEach
    void end() {
        client.close();
    }

    /** T17, T15, M18: an anonymous ad visit becomes the first touch once a form tells the address. */
    @Test
    void anonymousVisitBecomesFirstTouchWhenAFormTellsTheAddress() {
        client.ingest(pageView("v1", "e1", at("09:00"), AD)
                .setReferrerUrl("https://www.google.com/")
                .build());
        client.awaitDerived();
        client.ingest(
                pageView("v1", "e2", at("12:00"), "https://acme.com/blog?x=1").build(),
                form("v1", "e3", at("12:02"), "https://acme.com/demo", "Ann@Example.com")
                        .build());
        client.awaitDerived();

        List<Touchpoint> touchpoints = client.journey("ann@example.COM").getTouchpointsList();

        assertThat(touchpoints)
                .extracting(Touchpoint::getType)
                .containsExactly(TouchpointType.TOUCHPOINT_TYPE_WEB_VISIT, TouchpointType.TOUCHPOINT_TYPE_WEB_FORM);
        Touchpoint visit = touchpoints.get(0);
        assertThat(visit.getPositionsList()).containsExactly(TouchpointPosition.TOUCHPOINT_POSITION_FT);
        assertThat(visit.getEmail()).isEqualTo("ann@example.com");
        assertThat(visit.getAdCampaignName()).isEqualTo("SU - ABC");
        assertThat(visit.getAdCampaignId()).isEqualTo("__GAId__SU - ABC");
        assertThat(visit.getLandingPage()).isEqualTo("https://acme.com/ebook");
        assertThat(visit.getLandingPageRaw()).isEqualTo(AD);
        assertThat(visit.getChannel().getChannel()).isEqualTo("google");
        assertThat(visit.getChannel().getSubchannel()).isEqualTo("cpc");
        Touchpoint form = touchpoints.get(1);
        assertThat(form.getPositionsList()).containsExactly(TouchpointPosition.TOUCHPOINT_POSITION_LC);
        assertThat(form.getFormUrl()).isEqualTo("https://acme.com/demo");
        assertThat(form.getTouchpointTime()).isEqualTo(Facts.time(at("12:00")));
        assertThat(form.getTouchpointSource()).isEqualTo("Web Direct");
    }

    @Test
    void explanationLeadsFromTheEventToTheChannel() {
        client.ingest(
                pageView("v1", "e1", at("09:00"), AD)
                        .setReferrerUrl("https://www.google.com/")
                        .build(),
                form("v1", "e2", at("12:00"), "https://acme.com/demo", "ann@example.com")
                        .build());
        client.awaitDerived();
        Touchpoint visit = client.journey("ann@example.com").getTouchpoints(0);

        ExplainTouchpointResponse why = client.touchpoints.explainTouchpoint(ExplainTouchpointRequest.newBuilder()
                .setTouchpointId(visit.getTouchpointId())
                .build());

        assertThat(why.getTouchpoint()).isEqualTo(visit);
        assertThat(why.getSession().getEvidence()).isEqualTo(IdentityEvidence.IDENTITY_EVIDENCE_NEXT_AFTER);
        assertThat(why.getSession().getEvidenceEventId()).isEqualTo("e2");
        assertThat(why.getStepsList())
                .anySatisfy(
                        step -> assertThat(step).contains("first interaction").contains("www.google.com"))
                .anySatisfy(step ->
                        assertThat(step).contains("Row 6 of rule set version").contains("google.cpc"));
        assertThat(why.getChannelExplanation().getMatch().getRowNumber()).isEqualTo(6);
    }

    @Test
    void anonymousSessionIsClassifiedAndSaysWhyItIsNoTouchpoint() {
        client.ingest(pageView("v1", "e1", at("09:00"), AD).build());
        client.awaitDerived();

        Session session = client.sessions
                .listSessions(
                        ListSessionsRequest.newBuilder().setVisitorId("v1").build())
                .getSessions(0);

        assertThat(session.getChannel().getChannel()).isEqualTo("google");
        assertThat(session.getPersonId()).isEmpty();
        assertThat(client.touchpoints
                        .explainFact(ExplainFactRequest.newBuilder()
                                .setFact(FactReference.newBuilder().setSessionId(session.getSessionId()))
                                .build())
                        .getWithoutTouchpoint()
                        .getReason())
                .isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_EMAIL);
    }

    @Test
    void repeatedEventsChangeNothingAndAreCounted() {
        WebEvent event = pageView("v1", "e1", at("09:00"), AD).build();

        IngestWebEventsResponse first = client.ingest(event, event);
        IngestWebEventsResponse second = client.ingest(event);

        assertThat(first.getAcceptedCount()).isEqualTo(1);
        assertThat(first.getDuplicateCount()).isEqualTo(1);
        assertThat(second.getAcceptedCount()).isZero();
        assertThat(second.getDuplicateCount()).isEqualTo(1);
    }

    @Test
    void badEventIsRefusedAloneWithItsPathAndTheRestIsStored() {
        WebEvent good = pageView("v1", "e1", at("09:00"), AD).build();
        WebEvent bad = pageView("v1", "e2", at("09:01"), "ftp://acme.com/")
                .setVisitorId("")
                .setEmail("nobody")
                .build();

        IngestWebEventsResponse response = client.ingest(good, bad);

        assertThat(response.getAcceptedCount()).isEqualTo(1);
        assertThat(response.getRefusedCount()).isEqualTo(1);
        assertThat(response.getRefusals(0).getRecordId()).isEqualTo("e2");
        assertThat(response.getRefusals(0).getViolationsList())
                .extracting(BadRequest.FieldViolation::getField)
                .contains("web_events[1].visitor_id", "web_events[1].page_url", "web_events[1].email");
    }

    @Test
    void oversizedMessageIsRefusedWholeAndTheStreamGoesOn() {
        List<WebEvent> large = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            large.add(pageView("v1", "e" + i, at("09:00"), "https://acme.com/" + "x".repeat(4_500))
                    .build());
        }
        IngestWebEventsResponse response = client.ingest(List.of(
                IngestWebEventsRequest.newBuilder().addAllWebEvents(large).build(),
                IngestWebEventsRequest.getDefaultInstance(),
                IngestWebEventsRequest.newBuilder()
                        .addWebEvents(pageView("v2", "e", at("10:00"), AD))
                        .build()));

        assertThat(response.getAcceptedCount()).isEqualTo(1);
        assertThat(response.getRefusedCount()).isEqualTo(1_000);
        assertThat(response.getRefusalsList())
                .extracting(refusal -> refusal.getViolations(0).getReason())
                .containsExactly("MESSAGE_TOO_LARGE", "FIELD_REQUIRED");
    }

    @Test
    void messageBeyondTheTransportsLimitEndsTheStreamWithItsOwnCode() {
        WebEvent huge = pageView("v1", "e1", at("09:00"), "https://acme.com/" + "x".repeat(9 * 1024 * 1024))
                .build();

        assertThatThrownBy(() -> client.ingest(huge))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    }

    @Test
    void listsComeInPagesWithoutHolesOrRepetitions() {
        List<WebEvent> events = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            events.add(form("v" + i, "e", at("10:00").plusSeconds(i / 3), "https://acme.com/", "p" + i + "@example.com")
                    .build());
        }
        client.ingest(events.toArray(WebEvent[]::new));
        client.awaitDerived();

        List<String> ids = new ArrayList<>();
        ListTouchpointsRequest.Builder request =
                ListTouchpointsRequest.newBuilder().setPageSize(10);
        ListTouchpointsResponse page;
        do {
            page = client.touchpoints.listTouchpoints(request.build());
            page.getTouchpointsList().forEach(touchpoint -> ids.add(touchpoint.getTouchpointId()));
            request.setPageToken(page.getNextPageToken());
        } while (!page.getNextPageToken().isEmpty());

        assertThat(ids).hasSize(25).doesNotHaveDuplicates();
        assertThat(client.sessions
                        .listSessions(
                                ListSessionsRequest.newBuilder().setPageSize(7).build())
                        .getNextPageToken())
                .isNotEmpty();
    }

    @Test
    void summariesCountByChannelAndByReferrer() {
        client.ingest(
                pageView("v1", "e1", at("09:00"), "https://acme.com/")
                        .setReferrerUrl("https://www.blog.org/a?b")
                        .build(),
                pageView("v2", "e1", at("09:00"), "https://acme.com/")
                        .setReferrerUrl("https://blog.org/c")
                        .build(),
                form("v3", "e1", at("09:00"), "https://acme.com/", "a@example.com")
                        .build());
        client.awaitDerived();

        List<SessionCount> byReferrer = client.sessions
                .summarizeSessions(SummarizeSessionsRequest.newBuilder()
                        .setDimension(SessionDimension.SESSION_DIMENSION_REFERRER_HOST)
                        .build())
                .getCountsList();

        assertThat(byReferrer).singleElement().satisfies(count -> {
            assertThat(count.getReferrerHost()).isEqualTo("blog.org");
            assertThat(count.getChannel()).isEqualTo("Referral");
            assertThat(count.getSessionCount()).isEqualTo(2);
        });
        assertThat(client.touchpoints
                        .summarizeTouchpoints(SummarizeTouchpointsRequest.getDefaultInstance())
                        .getCountsList())
                .singleElement()
                .satisfies(count -> assertThat(count.getChannel()).isEqualTo("Direct"));
    }

    @Test
    void refusalsOfReadsNameFieldAndReason() throws Exception {
        StatusRuntimeException wrong =
                refused(() -> client.touchpoints.listTouchpoints(ListTouchpointsRequest.newBuilder()
                        .setPageSize(-1)
                        .setPageToken("x")
                        .build()));
        StatusRuntimeException absent = refused(() -> client.touchpoints.getTouchpoint(GetTouchpointRequest.newBuilder()
                .setTouchpointId("00000000-0000-8000-8000-000000000000")
                .build()));
        StatusRuntimeException unknown = refused(() -> client.journey("nobody@example.com"));

        assertThat(wrong.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(detail(wrong, 1).unpack(BadRequest.class).getFieldViolationsList())
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("page_size", "page_token");
        assertThat(detail(absent, 0).unpack(ErrorInfo.class).getReason()).isEqualTo("TOUCHPOINT_NOT_FOUND");
        assertThat(detail(unknown, 0).unpack(ErrorInfo.class).getReason()).isEqualTo("PERSON_NOT_FOUND");
    }

    private static com.google.protobuf.Any detail(StatusRuntimeException error, int index) {
        return StatusProto.fromThrowable(error).getDetails(index);
    }

    private static StatusRuntimeException refused(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            return e;
        }
        throw new AssertionError("the call was not refused");
    }
}
