package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.activity;
import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.deletedMember;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Facts.person;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.FactReference;
import dev.touchstone.touchpoint.v1.NoTouchpointReason;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.Touchpoint;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From records of the CRM to touchpoints, over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class CrmTouchpointsTest {
    private static final SyncType INCLUDE = SyncType.SYNC_TYPE_INCLUDE_ALL;
    private static final SyncType EXCLUDE = SyncType.SYNC_TYPE_EXCLUDE_ALL;

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

    /** C01: "Include all" with three members, one of them without e-mail, gives two touchpoints. */
    @Test
    void includeAllGivesATouchpointToEveryMemberWithAnAddress() {
        client.sync(
                campaign("C1", "Webinar 1", INCLUDE, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                lead("L2", "b@example.com", at("08:00")),
                lead("L3", "", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")),
                member("M2", "C1", "L2", at("09:00"), at("09:00")),
                member("M3", "C1", "L3", at("09:00"), at("09:00")));
        client.awaitDerived();

        assertThat(touchpoints("a@example.com")).singleElement().satisfies(touchpoint -> {
            assertThat(touchpoint.getAdCampaignName()).isEqualTo("Webinar 1");
            assertThat(touchpoint.getMedium()).isEqualTo("Webinar");
            assertThat(touchpoint.getTouchpointSource()).isEqualTo("CRM Campaign");
            assertThat(touchpoint.getTouchpointTime()).isEqualTo(Facts.time(at("09:00")));
            assertThat(touchpoint.getChannel().getChannel()).isEqualTo("Webinar 1");
        });
        assertThat(touchpoints("b@example.com")).hasSize(1);
        assertThat(reason(FactReference.newBuilder().setCampaignMemberId("M3")))
                .isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_EMAIL);
    }

    /** C03: a campaign switched to "Exclude all" loses its touchpoints, and switched back has the same ones again. */
    @Test
    void excludingACampaignRemovesItsTouchpointsAndIncludingItBringsThemBack() {
        client.sync(
                campaign("C1", "Webinar 1", INCLUDE, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
        client.awaitDerived();
        List<Touchpoint> before = touchpoints("a@example.com");

        client.sync(campaign("C1", "Webinar 1", EXCLUDE, at("10:00")));
        client.awaitDerived();
        assertThat(touchpoints("a@example.com")).isEmpty();
        assertThat(reason(FactReference.newBuilder().setCampaignMemberId("M1")))
                .isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_EXCLUDED_BY_SYNC_TYPE);

        client.sync(campaign("C1", "Webinar 1", INCLUDE, at("11:00")));
        client.awaitDerived();
        assertThat(touchpoints("a@example.com")).isEqualTo(before);
    }

    /** C11: a member that is removed loses its touchpoint. */
    @Test
    void deletedMemberLosesItsTouchpoint() {
        client.sync(
                campaign("C1", "Webinar 1", INCLUDE, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
        client.awaitDerived();

        client.sync(deletedMember("M1", at("10:00")));
        client.awaitDerived();

        assertThat(touchpoints("a@example.com")).isEmpty();
    }

    /** C13, R11: one touchpoint per person and campaign, also when lead and contact share the address. */
    @Test
    void leadAndContactWithOneAddressAreOnePersonWithOneTouchpointPerCampaign() {
        client.sync(
                campaign("C1", "Webinar 1", INCLUDE, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                person(CrmPersonType.CRM_PERSON_TYPE_CONTACT, "P1", "A@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:30"), at("09:30")),
                member("M2", "C1", "P1", at("09:00"), at("09:00")));
        client.awaitDerived();

        assertThat(touchpoints("a@example.com"))
                .singleElement()
                .satisfies(touchpoint ->
                        assertThat(touchpoint.getFact().getCampaignMemberId()).isEqualTo("M2"));
        assertThat(reason(FactReference.newBuilder().setCampaignMemberId("M1")))
                .isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_SECOND_MEMBERSHIP);
    }

    @Test
    void touchpointsMoveWhenTheAddressOrTheMemberMoves() {
        client.sync(
                campaign("C1", "Webinar 1", INCLUDE, at("08:00")),
                lead("L1", "old@example.com", at("08:00")),
                lead("L2", "other@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
        client.awaitDerived();

        client.sync(lead("L1", "new@example.com", at("10:00")));
        client.awaitDerived();
        assertThat(touchpoints("old@example.com")).isEmpty();
        assertThat(touchpoints("new@example.com")).hasSize(1);

        client.sync(member("M1", "C1", "L2", at("09:00"), at("11:00")));
        client.awaitDerived();
        assertThat(touchpoints("new@example.com")).isEmpty();
        assertThat(touchpoints("other@example.com")).hasSize(1);
    }

    @Test
    void olderCopyNeverReplacesANewerOne() {
        client.sync(lead("L1", "new@example.com", at("10:00")));

        SyncCrmRecordsResponse older = client.sync(lead("L1", "old@example.com", at("09:00")));
        SyncCrmRecordsResponse same = client.sync(lead("L1", "new@example.com", at("10:00")));

        assertThat(older.getAcceptedCount()).isZero();
        assertThat(older.getUnchangedCount()).isEqualTo(1);
        assertThat(same.getUnchangedCount()).isEqualTo(1);
    }

    /** A04 in its shipped form: a call makes a touchpoint, an e-mail of sales does not and says why. */
    @Test
    void callsMakeTouchpointsAndSalesEmailsDoNot() {
        client.sync(
                lead("L1", "a@example.com", at("08:00")),
                activity("T1", "L1", "Call", at("09:00"), at("09:00")),
                activity("T2", "L1", "Email", at("09:10"), at("09:10")));
        client.awaitDerived();

        Touchpoint call = touchpoints("a@example.com").get(0);

        assertThat(call.getTouchpointSource()).isEqualTo("CRM Activity");
        assertThat(call.getMedium()).isEqualTo("Call");
        assertThat(call.getAdCampaignName()).isEqualTo("Outbound Call");
        assertThat(call.getAdContent()).isEqualTo("Intro");
        assertThat(client.journey("a@example.com").getFactsWithoutTouchpointList())
                .singleElement()
                .satisfies(fact -> assertThat(fact.getReason())
                        .isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_RULE_MATCHED));
        assertThat(client.touchpoints
                        .explainTouchpoint(ExplainTouchpointRequest.newBuilder()
                                .setTouchpointId(call.getTouchpointId())
                                .build())
                        .getStepsList())
                .anySatisfy(step -> assertThat(step).contains("\"Calls\""));
    }

    @Test
    void salesforceIdsOfFifteenAndEighteenCharactersAreOneRecord() {
        client.sync(
                lead("00Q5g00000AbCdE", "a@example.com", at("08:00")),
                activity("T1", "00Q5g00000AbCdEEAV", "Call", at("09:00"), at("09:00")));
        client.awaitDerived();

        assertThat(touchpoints("a@example.com")).hasSize(1);
    }

    /** Batches that store and delete the same members crosswise, at once, never wait for each other in a circle. */
    @Test
    void batchesThatCrossDoNotDeadlock() {
        List<Callable<SyncCrmRecordsResponse>> calls = new ArrayList<>();
        for (int batch = 0; batch < 120; batch++) {
            List<CrmRecord> records = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Instant modified = at("10:00").plusSeconds(batch);
                records.add(
                        (batch + i) % 2 == 0
                                ? deletedMember("M" + i, modified)
                                : member("M" + i, "C1", "L1", at("09:00"), modified));
            }
            calls.add(() -> client.sync(records.toArray(CrmRecord[]::new)));
        }
        try (ExecutorService senders = Executors.newFixedThreadPool(6)) {
            for (Future<SyncCrmRecordsResponse> sent : senders.invokeAll(calls)) {
                assertThat(sent.get().getRefusalsList()).isEmpty();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("a batch failed", e);
        }
    }

    @Test
    void badRecordIsRefusedAloneWithItsPath() {
        SyncCrmRecordsResponse response = client.sync(
                lead("L1", "a@example.com", at("08:00")),
                lead("L2", "not an address", at("08:00")),
                CrmRecord.getDefaultInstance());

        assertThat(response.getBatchId()).isEqualTo("b");
        assertThat(response.getAcceptedCount()).isEqualTo(1);
        assertThat(response.getRefusalsList())
                .flatExtracting(refusal -> refusal.getViolationsList().stream()
                        .map(BadRequest.FieldViolation::getField)
                        .toList())
                .containsExactly("records[1].person.email", "records[2].modify_time", "records[2].record");
    }

    /** A date that the database cannot store refuses its record alone; the farthest that it is asked to store are stored. */
    @Test
    void aDayBeforeTheYearOneRefusesItsRecordAlone() {
        CrmRecord.Builder impossible = campaign("C1", "Webinar 1", INCLUDE, at("08:00")).toBuilder();
        impossible.getCampaignBuilder().setStartDate("0000-01-01");
        CrmRecord.Builder farthest = campaign("C2", "Webinar 2", INCLUDE, at("08:00")).toBuilder();
        farthest.getCampaignBuilder().setStartDate("1000-01-01").setEndDate("9999-12-31");

        SyncCrmRecordsResponse response = client.sync(impossible.build(), farthest.build());

        assertThat(response.getAcceptedCount()).isEqualTo(1);
        assertThat(response.getRefusalsList())
                .flatExtracting(refusal -> refusal.getViolationsList())
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("records[0].campaign.start_date");
    }

    /** A task that is due in the future has its touchpoint there (a rule that takes its date wants that). */
    @Test
    void aTaskThatIsDueInTheFutureIsATouchpointOfThatTime() {
        Instant due = Instant.parse("9999-12-31T23:59:59.999999Z");

        client.sync(lead("L1", "a@example.com", at("08:00")), activity("T1", "L1", "Call", due, at("08:00")));
        client.awaitDerived();

        assertThat(touchpoints("a@example.com"))
                .extracting(Touchpoint::getTouchpointTime)
                .containsExactly(Facts.time(due));
    }

    private List<Touchpoint> touchpoints(String email) {
        return client.journey(email).getTouchpointsList();
    }

    private NoTouchpointReason reason(FactReference.Builder fact) {
        return client.touchpoints
                .explainFact(ExplainFactRequest.newBuilder().setFact(fact).build())
                .getWithoutTouchpoint()
                .getReason();
    }
}
