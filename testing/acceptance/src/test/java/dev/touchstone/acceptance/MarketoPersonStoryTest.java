package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.importer.EventStream;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.StreamCall;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.GetJourneyRequest;
import dev.touchstone.touchpoint.v1.GetJourneyResponse;
import dev.touchstone.touchpoint.v1.JourneyRecord;
import dev.touchstone.touchpoint.v1.NoBuyerTouchpointReason;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A visitor whom Marketo knows, from Marketo's emulator through sales-sync-service to touchpoint-service: known by an address alone
 * their touchpoints are nobody's; with Marketo's person they are a buyer's (T16); and Salesforce's own record, which comes later,
 * does not make a second human of them (R12).
 */
class MarketoPersonStoryTest {
    private static final String EMAIL = "vera@works.example";
    private static final String LEAD = "00Q000000000007AAA";
    private static final Instant VISIT =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(2));

    private static WholeSuite suite;

    @BeforeAll
    static void startTheSuite() {
        suite = WholeSuite.start("marketo-person-story", List.of("""
                {"id":7,"email":"Vera@Works.example","firstName":"Vera","lastName":"Works","company":"Works",\
                "sfdcLeadId":"%s","sfdcLeadOwnerId":"005000000000001AAA"}""".formatted(LEAD)));
    }

    @AfterAll
    static void stopTheSuite() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void aVisitorWhomMarketoKnowsGetsBuyerTouchpoints() {
        EventStream.send(suite.services(), List.of(event("landing", 0).build(), form()));
        suite.settle();
        assertThat(journey().getRecordsList()).isEmpty();
        assertThat(touchpoint().getNoBuyerTouchpointReason())
                .isEqualTo(NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_NOT_IN_CRM);

        suite.startPersonSync();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(journey().getRecordsList())
                        .containsExactly(record("7", CrmPersonType.CRM_PERSON_TYPE_MARKETO_PERSON, false)));
        suite.settle();
        String personId = journey().getPersonId();
        assertThat(touchpoint().getNoBuyerTouchpointReason())
                .as("a buyer touchpoint")
                .isEqualTo(NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED);

        salesforceSendsTheLead();
        suite.settle();
        assertThat(journey().getRecordsList())
                .containsExactlyInAnyOrder(
                        record("7", CrmPersonType.CRM_PERSON_TYPE_MARKETO_PERSON, true),
                        record(LEAD, CrmPersonType.CRM_PERSON_TYPE_LEAD, false));
        assertThat(journey().getPersonId()).as("one human").isEqualTo(personId);
        assertThat(touchpoint().getNoBuyerTouchpointReason())
                .isEqualTo(NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED);
    }

    private static GetJourneyResponse journey() {
        GetJourneyRequest request =
                GetJourneyRequest.newBuilder().setEmail(EMAIL).build();
        return suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel ->
                                TouchpointServiceGrpc.newBlockingStub(channel).getJourney(request));
    }

    private static Touchpoint touchpoint() {
        List<Touchpoint> touchpoints = journey().getTouchpointsList();
        assertThat(touchpoints).hasSize(1);
        return touchpoints.get(0);
    }

    private static JourneyRecord record(String id, CrmPersonType type, boolean duplicate) {
        return JourneyRecord.newBuilder()
                .setCrmPersonId(id)
                .setType(type)
                .setDuplicate(duplicate)
                .build();
    }

    private static void salesforceSendsTheLead() {
        CrmRecord lead = CrmRecord.newBuilder()
                .setModifyTime(time(VISIT))
                .setPerson(CrmPerson.newBuilder()
                        .setCrmPersonId(LEAD)
                        .setType(CrmPersonType.CRM_PERSON_TYPE_LEAD)
                        .setEmail(EMAIL)
                        .setCreateTime(time(VISIT)))
                .build();
        List<SyncCrmRecordsResponse> answers = suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> StreamCall.exchange(
                                CrmRecordServiceGrpc.newStub(channel)::syncCrmRecords,
                                List.of(SyncCrmRecordsRequest.newBuilder()
                                                .addRecords(lead)
                                                .build())
                                        .iterator()));
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer.getAcceptedCount()).isEqualTo(1));
    }

    private static WebEvent form() {
        return event("demo", 60)
                .setType(WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION)
                .setEmail(EMAIL)
                .build();
    }

    private static WebEvent.Builder event(String page, int seconds) {
        return WebEvent.newBuilder()
                .setType(WebEventType.WEB_EVENT_TYPE_PAGE_VIEW)
                .setVisitorId("vera")
                .setEventId(page)
                .setOccurTime(time(VISIT.plusSeconds(seconds)))
                .setPageUrl("https://works.example/" + page + "?utm_source=google&utm_medium=cpc");
    }

    private static Timestamp time(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).build();
    }
}
