package dev.touchstone.salessync.optout.crm;

import static dev.touchstone.salessync.optout.crm.CrmOptOutScene.contact;
import static dev.touchstone.salessync.optout.crm.CrmOptOutScene.lead;
import static dev.touchstone.salessync.optout.crm.CrmOptOutScene.says;
import static dev.touchstone.salessync.optout.crm.CrmOptOutScene.writes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.LedgerEntry;
import dev.touchstone.salessync.optout.OptOutFact;
import dev.touchstone.salessync.optout.OptOuts;
import dev.touchstone.salessync.optout.StoredPeople;
import dev.touchstone.salessync.optout.UnsubscribeSource;
import dev.touchstone.salessync.optout.Whose;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.v1.CrmUnsubscribeFailure;
import dev.touchstone.salessync.v1.CrmUnsubscribeServiceGrpc.CrmUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusRequest;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusResponse;
import dev.touchstone.salessync.v1.ListCrmUnsubscribeFailuresRequest;
import dev.touchstone.salessync.v1.ResubscribeRequest;
import dev.touchstone.salessync.v1.ResubscribeResponse;
import dev.touchstone.salessync.v1.ResubscribeWarning;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.org.FieldAccess;
import dev.touchstone.testing.salesforce.org.LeadConversion;
import dev.touchstone.testing.salesforce.org.Organisation.Conversion;
import dev.touchstone.testing.salesforce.org.Writer;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opt-outs between here and Salesforce: real gRPC, real PostgreSQL, the emulator. Each test has addresses of its own. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class CrmOptOutTest {
    private static final Instant EVENING = Instant.parse("2026-07-16T02:00:00Z");
    private static final Instant EIGHT = Instant.parse("2026-07-16T03:00:00Z");
    private static final UUID AFTER_ALL = new UUID(-1, -1);
    private static SalesforceEmulator salesforce;

    @GrpcClient("service")
    SalesUnsubscribeServiceBlockingStub unsubscribes;

    @GrpcClient("service")
    CrmUnsubscribeServiceBlockingStub crm;

    @Inject
    OptOuts optOuts;

    @Inject
    PushOptOuts pushes;

    @Inject
    RunNightly nightly;

    @Inject
    ChangeCrmSettings settings;

    @Inject
    PersonStore store;

    @Inject
    TestClock clock;

    @GrpcClient("service")
    SalesforceConnectionServiceBlockingStub connections;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    private CrmOptOutScene scene;

    @BeforeAll
    static void start() {
        salesforce = SalesforceEmulator.start(EmulatorConfig.defaults());
    }

    @AfterAll
    static void stop() {
        salesforce.close();
    }

    @BeforeEach
    void open() throws Exception {
        scene = new CrmOptOutScene(connections, database, clock, migration);
        scene.open(salesforce, EVENING);
    }

    @AfterEach
    void forget() throws Exception {
        scene.forget();
    }

    private void unsubscribe(String address) {
        optOuts.unsubscribe(address, OptionalLong.empty(), UnsubscribeSource.CLICKED_LINK, "", "");
    }

    private ResubscribeResponse resubscribe(String address) {
        return unsubscribes.resubscribe(ResubscribeRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setAddress(address)
                .setAuthor("admin")
                .setReason("asked for it")
                .setEvidence("archive 4711")
                .build());
    }

    private GetCrmUnsubscribeStatusResponse status() {
        return crm.getCrmUnsubscribeStatus(GetCrmUnsubscribeStatusRequest.getDefaultInstance());
    }

    private void nightlyAt(Instant now) {
        scene.at(salesforce, now);
        nightly.advance();
        pushes.pushDue();
    }

    private void use(boolean nightlyEnabled, OptOutTarget target) {
        CrmOptOutSettings next = new CrmOptOutSettings(
                nightlyEnabled, target, CrmOptOutScene.SALES, LocalTime.of(20, 0), ZoneId.of("America/Los_Angeles"));
        settings.update(next, settings.inForce().etag(), "admin", "");
    }

    private LedgerEntry lastOf(String address) {
        return optOuts.history(Whose.of(new EmailAddress(address)), AFTER_ALL, 1)
                .getFirst();
    }

    /** AC-74: with the nightly run off, the standard field is set all the same, whatever the target. */
    @Test
    void anOptOutIsWrittenToTheStandardFieldWithoutTheNightlyRun() {
        use(false, OptOutTarget.SALES_ONLY);
        String lead = lead(salesforce, "ac74@x.test", false);

        optOuts.unsubscribe("AC74@x.test ", OptionalLong.empty(), UnsubscribeSource.MANUAL, "ann", "");
        pushes.pushDue();

        assertThat(says(salesforce, lead, CrmOptOutScene.STANDARD)).isTrue();
        assertThat(says(salesforce, lead, CrmOptOutScene.SALES)).isFalse();
        nightlyAt(EIGHT);
        assertThat(status().hasLastRun()).isFalse();
    }

    /** AC-75: out in Salesforce, in here, at 20:00 in Los Angeles. */
    @Test
    void whoeverIsOutInSalesforceIsOutAfterTheNight() {
        String out = lead(salesforce, "ac75@x.test", true);
        contact(salesforce, "ac75-in@x.test", false);
        nightlyAt(EIGHT.minusSeconds(1));
        assertThat(optOuts.isOut("ac75@x.test")).isFalse();

        nightlyAt(EIGHT);

        assertThat(optOuts.isOut("ac75@x.test")).isTrue();
        assertThat(optOuts.isOut("ac75-in@x.test")).isFalse();
        OptOutFact.Unsubscribe fact =
                (OptOutFact.Unsubscribe) lastOf("ac75@x.test").fact();
        assertThat(fact.source()).isEqualTo(UnsubscribeSource.SALESFORCE_SYNC);
        assertThat(fact.note()).contains("Lead " + out);
        assertThat(writes(salesforce)).as("it says so already").isZero();
    }

    /** AC-76: the resubscribe says that it will not last, and it does not. */
    @Test
    void aResubscribeHereAloneIsTakenBackInTheNight() {
        lead(salesforce, "ac76@x.test", false);
        unsubscribe("ac76@x.test");
        pushes.pushDue();

        assertThat(resubscribe("ac76@x.test").getWarningsList())
                .containsExactly(ResubscribeWarning.RESUBSCRIBE_WARNING_CRM_STILL_OPTED_OUT);
        assertThat(optOuts.isOut("ac76@x.test")).isFalse();
        nightlyAt(EIGHT);

        assertThat(optOuts.isOut("ac76@x.test")).isTrue();
    }

    /** AC-77: cleared on both sides, in on both sides. */
    @Test
    void aResubscribeOnBothSidesLasts() {
        String lead = lead(salesforce, "ac77@x.test", false);
        unsubscribe("ac77@x.test");
        pushes.pushDue();
        resubscribe("ac77@x.test");
        salesforce.org().update(lead, Map.of(CrmOptOutScene.STANDARD, false));

        nightlyAt(EIGHT);

        assertThat(optOuts.isOut("ac77@x.test")).isFalse();
        assertThat(says(salesforce, lead, CrmOptOutScene.STANDARD)).isFalse();
        assertThat(resubscribe("ac77@x.test").getWarningsList()).isEmpty();
    }

    /** AC-79: both people are blocked and both records are set, the one without a person too. */
    @Test
    void everyRecordWithTheAddressIsSet() {
        String first = lead(salesforce, "ac79@x.test", false);
        String second = lead(salesforce, "AC79@x.test", false);
        String third = contact(salesforce, "ac79@x.test", false);
        StoredPeople people = new StoredPeople(store);
        people.readLead(875_000_201, "ac79@x.test", first, EVENING);
        people.readLead(875_000_202, "ac79@x.test", second, EVENING);

        optOuts.record(Whose.ofPerson(875_000_201), new OptOutFact.Unsubscribe(UnsubscribeSource.CLICKED_LINK, "", ""));
        pushes.pushDue();

        assertThat(optOuts.isOut(Whose.ofPerson(875_000_202))).isTrue();
        for (String id : new String[] {first, second, third}) {
            assertThat(says(salesforce, id, CrmOptOutScene.STANDARD)).as(id).isTrue();
        }
        assertThat(writes(salesforce))
                .as("one call for leads, one for contacts")
                .isEqualTo(2);
    }

    /** AC-80: the record appears three days later. Its address differs, so that only its id leads to it. */
    @Test
    void anOptOutWaitsForTheRecord() {
        StoredPeople people = new StoredPeople(store);
        people.readLead(875_000_301, "ac80@x.test", null, EVENING);
        unsubscribe("ac80@x.test");
        pushes.pushDue();
        assertThat(status().getSearchCount() + status().getPendingCount()).isZero();

        scene.at(salesforce, EVENING.plus(Duration.ofDays(3)));
        String lead = lead(salesforce, "other80@x.test", false);
        people.readLead(875_000_301, "ac80@x.test", lead, clock.instant());
        pushes.pushDue();

        assertThat(says(salesforce, lead, CrmOptOutScene.STANDARD)).isTrue();
    }

    /** Section 2.5: a record that was out before its person was known. */
    @Test
    void whoeverGetsARecordThatIsOutIsOutAtOnce() {
        String lead = lead(salesforce, "old-s25@x.test", true);
        nightlyAt(EIGHT);

        new StoredPeople(store).readLead(875_000_302, "new-s25@x.test", lead, clock.instant());

        assertThat(optOuts.isOut("new-s25@x.test")).isTrue();
    }

    /** AC-81: missed at 20:00, done at 21:00, and once for the date. */
    @Test
    void aMissedRunIsMadeUpForOnce() throws Exception {
        lead(salesforce, "ac81@x.test", true);

        nightlyAt(EIGHT.plus(Duration.ofHours(1)));
        nightlyAt(EIGHT.plus(Duration.ofHours(2)));

        assertThat(optOuts.isOut("ac81@x.test")).isTrue();
        assertThat(scene.text("SELECT string_agg(local_date::text || ' ' || state || ' ' || records, ',')"
                        + " FROM crm_nightly_run"))
                .isEqualTo("2026-07-15 DONE 1");
    }

    /** AC-83: still blocked here, shown, and set in the night after it was allowed. */
    @Test
    void whatSalesforceRefusesIsShownAndTriedAgainInTheNight() {
        String lead = lead(salesforce, "ac83@x.test", false);
        salesforce.org().access().lockField(FieldAccess.EVERYBODY, "Lead", CrmOptOutScene.STANDARD);
        unsubscribe("ac83@x.test");

        pushes.pushDue();

        assertThat(optOuts.isOut("ac83@x.test")).isTrue();
        assertThat(status().getFailedCount()).isEqualTo(1);
        CrmUnsubscribeFailure failure = crm.listCrmUnsubscribeFailures(
                        ListCrmUnsubscribeFailuresRequest.getDefaultInstance())
                .getFailures(0);
        assertThat(failure.getSalesforceId()).isEqualTo(lead);
        assertThat(failure.getObject()).isEqualTo("Lead");
        assertThat(failure.getCode()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        salesforce.org().access().clear();
        nightlyAt(EIGHT);
        assertThat(status().getFailedCount()).isZero();
        assertThat(status().getLastRun().getRepeatedCount()).isEqualTo(1);
        assertThat(says(salesforce, lead, CrmOptOutScene.STANDARD)).isTrue();
    }

    /** AC-84: only sales' own field, in both directions. */
    @Test
    void salesOnlyLeavesTheStandardFieldAlone() {
        use(true, OptOutTarget.SALES_ONLY);
        String lead = lead(salesforce, "ac84@x.test", false);
        String sales = lead(salesforce, "ac84-sales@x.test", false);
        salesforce.org().update(sales, Map.of(CrmOptOutScene.SALES, true));
        lead(salesforce, "ac84-standard@x.test", true);

        unsubscribe("ac84@x.test");
        nightlyAt(EIGHT);

        assertThat(says(salesforce, lead, CrmOptOutScene.SALES)).isTrue();
        assertThat(says(salesforce, lead, CrmOptOutScene.STANDARD)).isFalse();
        assertThat(optOuts.isOut("ac84-sales@x.test")).isTrue();
        assertThat(optOuts.isOut("ac84-standard@x.test")).isFalse();
    }

    /** R-U-4: with both, one that says out is enough, and both are written; a record with one of them gets the other. */
    @Test
    void bothFieldsAreWrittenAndOneIsEnough() {
        use(true, OptOutTarget.BOTH);
        String lead = lead(salesforce, "both@x.test", false);
        String sales = lead(salesforce, "both-sales@x.test", false);
        salesforce.org().update(sales, Map.of(CrmOptOutScene.SALES, true));

        unsubscribe("both@x.test");
        nightlyAt(EIGHT);

        assertThat(optOuts.isOut("both-sales@x.test")).isTrue();
        for (String id : new String[] {lead, sales}) {
            assertThat(says(salesforce, id, CrmOptOutScene.SALES)).isTrue();
            assertThat(says(salesforce, id, CrmOptOutScene.STANDARD)).isTrue();
        }
    }

    /** Another field is wanted: the next run sets it for everybody who is out. */
    @Test
    void anotherTargetIsFilledByTheNextRun() {
        String lead = lead(salesforce, "target@x.test", false);
        unsubscribe("target@x.test");
        pushes.pushDue();
        use(true, OptOutTarget.SALES_ONLY);
        assertThat(says(salesforce, lead, CrmOptOutScene.SALES)).isFalse();

        nightlyAt(EIGHT);

        assertThat(says(salesforce, lead, CrmOptOutScene.SALES)).isTrue();
    }

    /** No effect twice: the answer is lost, the record is read, and not written again. */
    @Test
    void aWriteInDoubtIsReadBack() {
        String lead = lead(salesforce, "doubt@x.test", false);
        unsubscribe("doubt@x.test");
        salesforce
                .faults()
                .add(FaultRule.on("*/composite/sobjects", new Fault.DropAnswer())
                        .withMethod("PATCH")
                        .times(1));

        pushes.pushDue();
        assertThat(status().getPendingCount()).isEqualTo(1);
        scene.at(salesforce, EVENING.plusSeconds(60));
        pushes.pushDue();

        assertThat(status().getPendingCount()).isZero();
        assertThat(says(salesforce, lead, CrmOptOutScene.STANDARD)).isTrue();
        assertThat(writes(salesforce)).isEqualTo(1);
    }

    /** R-U-12: an outage of two days loses nothing. */
    @Test
    void anOutageIsOutlasted() throws Exception {
        String lead = lead(salesforce, "outage@x.test", false);
        salesforce.faults().add(FaultRule.on("/services/data/*", new Fault.HttpStatus(503)));
        unsubscribe("outage@x.test");
        for (int hour = 0; hour < 48; hour++) {
            scene.at(salesforce, EVENING.plus(Duration.ofHours(hour)));
            pushes.pushDue();
        }
        assertThat(status().getOldestPendingTime().getSeconds()).isEqualTo(EVENING.getEpochSecond());
        assertThat(optOuts.isOut("outage@x.test")).isTrue();

        salesforce.faults().clear();
        // The breaker goes by the database's clock, which no test moves.
        FreshBudget.reset(database);
        for (int minute = 0; minute < 5; minute++) {
            scene.at(salesforce, EVENING.plus(Duration.ofHours(49)).plus(Duration.ofMinutes(minute)));
            pushes.pushDue();
        }

        assertThat(says(salesforce, lead, CrmOptOutScene.STANDARD)).isTrue();
    }

    /** F: converted between the look for the record and the write. Gone ones are counted, and disturb nobody. */
    @Test
    void aConvertedLeadIsItsContactAndADeletedOneIsGone() {
        StoredPeople people = new StoredPeople(store);
        String converted = lead(salesforce, "converted-sf@x.test", false);
        String deleted = lead(salesforce, "deleted-sf@x.test", false);
        people.readLead(875_000_401, "converted@x.test", converted, EVENING);
        people.readLead(875_000_402, "deleted@x.test", deleted, EVENING);
        String contact = ((Conversion.Done)
                        salesforce.org().convert(Writer.of(salesforce.org().adminId()), LeadConversion.of(converted)))
                .contactId();
        salesforce.org().delete(deleted);

        unsubscribe("converted@x.test");
        unsubscribe("deleted@x.test");
        pushes.pushDue();

        assertThat(says(salesforce, contact, CrmOptOutScene.STANDARD)).isTrue();
        assertThat(status().getGoneCount()).isEqualTo(1);
        assertThat(status().getFailedCount() + status().getPendingCount()).isZero();
    }

    /** Nothing is written for somebody who was let in again meanwhile. */
    @Test
    void aResubscribeTakesBackWhatWaits() {
        String lead = lead(salesforce, "back@x.test", false);
        unsubscribe("back@x.test");
        assertThat(status().getSearchCount()).isEqualTo(1);

        assertThat(resubscribe("back@x.test").getWarningsList()).isEmpty();
        pushes.pushDue();

        assertThat(says(salesforce, lead, CrmOptOutScene.STANDARD)).isFalse();
    }

    /** R-U-12: what somebody does now goes before what the night found. */
    @Test
    void aClickDoesNotWaitForTheNightsWork() throws Exception {
        for (int i = 0; i < 250; i++) {
            lead(salesforce, "night" + i + "@x.test", true);
        }
        scene.at(salesforce, EIGHT);
        nightly.advance();
        assertThat(status().getSearchCount()).isGreaterThanOrEqualTo(250);
        String lead = lead(salesforce, "click@x.test", false);
        scene.at(salesforce, EIGHT.plusSeconds(60));
        unsubscribe("click@x.test");
        salesforce
                .faults()
                .add(FaultRule.on("*/query", new Fault.HttpStatus(503)).after(2));

        pushes.pushDue();

        assertThat(says(salesforce, lead, CrmOptOutScene.STANDARD)).isTrue();
        assertThat(status().getSearchCount()).as("the rest waits").isPositive();
    }

    /** A run that was cut off goes on behind its last page, and a failure is told. */
    @Test
    void aRunThatFailsGoesOn() {
        lead(salesforce, "cut@x.test", true);
        contact(salesforce, "cut-contact@x.test", true);
        salesforce
                .faults()
                .add(FaultRule.on("*/query", new Fault.HttpStatus(503)).after(1));

        nightlyAt(EIGHT);
        assertThat(optOuts.isOut("cut@x.test")).isTrue();
        assertThat(optOuts.isOut("cut-contact@x.test")).isFalse();
        assertThat(status().getLastRun().getFailureCount()).isEqualTo(1);
        assertThat(status().getLastRun().getFailureSentence()).isNotEmpty();
        salesforce.faults().clear();
        nightlyAt(EIGHT.plus(Duration.ofHours(1)));

        assertThat(optOuts.isOut("cut-contact@x.test")).isTrue();
        assertThat(status().getLastRun().getRecordCount()).isEqualTo(2);
        assertThat(status().getLastRun().hasEndTime()).isTrue();
    }
}
