package dev.touchstone.salessync.crm.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salesforce.eventbus.v1.ReplayPreset;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.fact.RecordsRead;
import dev.touchstone.salessync.facts.TouchpointStandIn;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.v1.ClientCredentialsPrincipal;
import dev.touchstone.salessync.v1.ConnectSalesforceRequest;
import dev.touchstone.salessync.v1.ProbeSalesforceConnectionRequest;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.salessync.warning.SyncWarning;
import dev.touchstone.salessync.warning.SyncWarnings;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.org.FieldAccess;
import dev.touchstone.testing.salesforce.org.Writer;
import dev.touchstone.testing.salesforce.pubsub.Subscribed;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncType;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowingConsumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the emulator's records to touchpoint-service's contract, step by step as the test says: a real database, real sockets. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class ReadSalesforceTest {
    private static final UUID WORKER = new UUID(3, 1);
    private static final UUID OTHER = new UUID(3, 2);
    private static final String SYNC_TYPE = "bizible2__Bizible_Attribution_SyncType__c";
    private static final String SYNC_START = "bizible2__Touchpoint_StartDate__c";
    private static final String TOUCHPOINT_DATE = "bizible2__Bizible_Touchpoint_Date__c";

    private static SalesforceEmulator salesforce;
    private static TouchpointStandIn touchpoints;

    @GrpcClient("service")
    SalesforceConnectionServiceBlockingStub connections;

    @Inject
    ReadSalesforce reading;

    @Inject
    FollowedRecords followed;

    @Inject
    SyncWarnings warnings;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    @BeforeAll
    static void start() throws IOException {
        Config config = ConfigProvider.getConfig();
        URI bus = config.getValue("touchstone.sales-sync.salesforce-reading.pub-sub-url", URI.class);
        salesforce = SalesforceEmulator.start(
                EmulatorConfig.defaults().withPorts(new EmulatorConfig.Ports(0, 0, 0, bus.getPort())));
        touchpoints =
                new TouchpointStandIn(config.getValue("quarkus.grpc.clients.touchpoint.test-port", Integer.class));
    }

    @AfterAll
    static void stop() {
        touchpoints.close();
        salesforce.close();
    }

    @BeforeEach
    void anOrganisationThatNobodyRead() throws Exception {
        FreshBudget.awaitSchema(migration);
        forget();
        FreshBudget.reset(database);
        clock.reset();
        salesforce.reset();
        salesforce.clock().set(clock.instant());
        salesforce.events().select(all());
        addField("Campaign", Field.picklist(SYNC_TYPE, "Include all", "Include only \"Responded\"", "Exclude all"));
        addField("Campaign", Field.text(SYNC_START, 10));
        addField("CampaignMember", Field.text(TOUCHPOINT_DATE, 10));
        touchpoints.clear();
        followed.clear();
        connections.connectSalesforce(ConnectSalesforceRequest.newBuilder()
                .setLoginUrl(salesforce.url().toString())
                .setClientId(EmulatorConfig.CONSUMER_KEY)
                .setClientSecret(EmulatorConfig.CONSUMER_SECRET)
                .setClientCredentials(ClientCredentialsPrincipal.getDefaultInstance())
                .build());
        // Another class may have connected another organisation.
        connections.probeSalesforceConnection(ProbeSalesforceConnectionRequest.getDefaultInstance());
    }

    @AfterEach
    void forget() throws Exception {
        reading.release(WORKER);
        reading.release(OTHER);
        clock.reset();
        execute("DELETE FROM salesforce_connection; DELETE FROM sync_warning; DELETE FROM dead_letter;"
                + " TRUNCATE crm_record, crm_due; UPDATE crm_reading SET organization_id = NULL, told_number = 0, edition = 0;"
                + " UPDATE crm_object SET round = 1, loaded = false, job_id = NULL, job_locator = NULL, job_from = NULL,"
                + " watermark = NULL, deleted_until = NULL, replay_id = NULL");
    }

    private static String[] all() {
        return IntStream.range(0, CrmObject.values().length)
                .mapToObj(i -> CrmObject.values()[i].apiName())
                .toArray(String[]::new);
    }

    private void addField(String object, Field field) {
        if (salesforce.org().schema().get(object).find(field.name()).isEmpty()) {
            salesforce.org().schema().addField(object, field);
        }
    }

    private void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }

    private long count(String query) throws SQLException {
        return TestSql.count(database, query);
    }

    /** Reads on until it is so. */
    private void until(org.awaitility.core.ThrowingRunnable isSo) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    reading.advance(WORKER);
                    isSo.run();
                });
    }

    private void untilLoaded() {
        until(() -> assertThat(count("SELECT count(*) FROM crm_object WHERE NOT loaded"))
                .isZero());
    }

    private void untilEventsCome() {
        until(() -> assertThat(salesforce.events().openStreams()).isEqualTo(CrmObject.values().length));
    }

    private String create(String type, Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return salesforce.org().create(type, fields);
    }

    private String lead(String name) {
        return create("Lead", "LastName", name, "Company", "One", "Email", name + "@one.test");
    }

    private CrmRecord told(String id) {
        return touchpoints.record(id).orElseThrow();
    }

    private long calls(String method, String part) {
        return salesforce.calls().all().stream()
                .filter(call -> call.method().equals(method) && call.path().contains(part))
                .map(Call::path)
                .count();
    }

    /** §3.2.2, §3.2.6: all by jobs, then what changes by its event; a campaign that is switched on is told at once. */
    @Test
    void everythingIsReadByJobsAndThenWhatEventsSay() {
        String lead = lead("ada");
        String account = create("Account", "Name", "Two", "Website", "two.test");
        String contact = create("Contact", "LastName", "bob", "Email", "bob@two.test", "AccountId", account);
        String campaign = create("Campaign", "Name", "Fair", "Type", "Conference", SYNC_START, "2026-11-01");
        String member = create("CampaignMember", "CampaignId", campaign, "LeadId", lead, TOUCHPOINT_DATE, "2026-11-05");
        String task = create("Task", "WhoId", lead, "Subject", "Call", "Status", "Completed");
        String stray = create("Task", "Subject", "Call");
        String meeting = create(
                "Event", "WhoId", contact, "Subject", "Call", "StartDateTime", Instant.parse("2026-11-20T10:00:00Z"));
        String deal = create(
                "Opportunity",
                "AccountId",
                account,
                "Name",
                "Deal",
                "StageName",
                "Prospecting",
                "CloseDate",
                java.time.LocalDate.parse("2026-12-01"),
                "Amount",
                1500.5);
        String role =
                create("OpportunityContactRole", "OpportunityId", deal, "ContactId", contact, "Role", "Evaluator");

        untilLoaded();

        assertThat(touchpoints.known())
                .containsExactlyInAnyOrder(lead, account, contact, campaign, member, task, meeting, deal, role);
        assertThat(calls("POST", "/jobs/query")).isEqualTo(CrmObject.values().length);
        assertThat(told(member).getCampaignMember().getCrmPersonId()).isEqualTo(lead);
        assertThat(told(member).getCampaignMember().hasBuyerTouchpointTime()).isTrue();
        assertThat(told(campaign).getCampaign().getSyncType()).isEqualTo(SyncType.SYNC_TYPE_NONE);
        assertThat(told(campaign).getCampaign().getTouchpointStartDate()).isEqualTo("2026-11-01");
        assertThat(told(deal).getOpportunity().getAmount()).isEqualTo("1500.5");
        assertThat(told(meeting).getActivity().getOccurTime().getSeconds())
                .isEqualTo(Instant.parse("2026-11-20T10:00:00Z").getEpochSecond());
        assertThat(followed.all())
                .filteredOn(read -> read.object() == CrmObject.TASK)
                .flatExtracting(RecordsRead::records)
                .extracting(record -> record.id())
                .as("who follows tasks sees those without a person, too")
                .containsExactlyInAnyOrder(task, stray);

        untilEventsCome();
        salesforce.org().update(campaign, Map.of(SYNC_TYPE, "Include all"));
        String second = lead("eve");
        salesforce.org().delete(member);

        until(() -> {
            assertThat(told(campaign).getCampaign().getSyncType()).isEqualTo(SyncType.SYNC_TYPE_INCLUDE_ALL);
            assertThat(told(member).getDeleted()).isTrue();
            assertThat(touchpoints.known()).contains(second);
        });
        assertThat(salesforce.events().subscribed())
                .extracting(Subscribed::preset)
                .as("never the newest (AC-93)")
                .doesNotContain(ReplayPreset.LATEST);
    }

    /** Two changes within one second have one stamp, and the later one stands. */
    @Test
    void twoChangesInOneSecondAreBothTold() {
        String campaign = create("Campaign", "Name", "Fair");
        untilLoaded();
        untilEventsCome();
        for (String choice : List.of("Include all", "Exclude all", "Include only \"Responded\"", "Include all")) {
            salesforce.org().update(campaign, Map.of(SYNC_TYPE, choice));
            SyncType expected = switch (choice) {
                case "Include all" -> SyncType.SYNC_TYPE_INCLUDE_ALL;
                case "Exclude all" -> SyncType.SYNC_TYPE_EXCLUDE_ALL;
                default -> SyncType.SYNC_TYPE_INCLUDE_RESPONDED;
            };
            until(() -> assertThat(told(campaign).getCampaign().getSyncType()).isEqualTo(expected));
        }
    }

    /** §1.5, F25: a merge says into whom. */
    @Test
    void aMergedLeadIsToldWithItsWinner() {
        String winner = lead("ada");
        String loser = lead("ada2");
        untilLoaded();
        untilEventsCome();

        salesforce.org().merge(Writer.of(salesforce.org().adminId()), winner, List.of(loser), Map.of());

        until(() -> {
            assertThat(told(loser).getDeleted()).isTrue();
            assertThat(told(loser).getMergedIntoId()).isEqualTo(winner);
        });
    }

    /** 3.2.6: everything works, slower, without events; and it is said. */
    @Test
    void withoutEventsRoundsFindWhatChanges() throws SQLException {
        salesforce.events().select("Lead");
        String campaign = create("Campaign", "Name", "Fair");
        untilLoaded();
        until(() -> assertThat(warnings.list())
                .filteredOn(warning -> warning.kind() == SyncWarning.Kind.CRM_READING)
                .extracting(SyncWarning::subject)
                .hasSize(CrmObject.values().length - 1)
                .contains("Campaign")
                .doesNotContain("Lead"));

        salesforce.org().update(campaign, Map.of(SYNC_TYPE, "Include all"));
        later(Duration.ofMinutes(6));
        until(() -> assertThat(told(campaign).getCampaign().getSyncType()).isEqualTo(SyncType.SYNC_TYPE_INCLUDE_ALL));

        salesforce.org().delete(campaign);
        later(Duration.ofMinutes(6));
        until(() -> assertThat(told(campaign).getDeleted()).isTrue());
    }

    /** §3.2.3: a record whose recycle bin was emptied is in the log only. */
    @Test
    void theLogTellsOfDeletionsThatRoundsCannotSee() {
        String campaign = create("Campaign", "Name", "Fair");
        untilLoaded();
        salesforce.events().plan().loseAll(true);
        salesforce.org().delete(campaign);
        later(Duration.ofMinutes(1));
        salesforce.org().emptyRecycleBin(salesforce.clock().instant());

        later(Duration.ofHours(2));
        until(() -> assertThat(told(campaign).getDeleted()).isTrue());
    }

    /** F24: the log does not reach back, so everything is compared. */
    @Test
    void afterThreeWeeksDeletionsAreFoundByComparing() throws SQLException {
        String gone = lead("ada");
        String stays = lead("eve");
        untilLoaded();
        reading.release(WORKER);
        salesforce.org().delete(gone);
        salesforce.org().emptyRecycleBin(salesforce.clock().instant().plusSeconds(60));
        later(Duration.ofDays(21));

        until(() -> assertThat(told(gone).getDeleted()).isTrue());
        assertThat(touchpoints.known()).containsExactly(stays);
        assertThat(count("SELECT round FROM crm_object WHERE object = 'Lead'")).isGreaterThan(1);
    }

    /** AC-93, F21: a place that is not known any more means the oldest event and a comparison. */
    @Test
    void aLostPlaceMeansTheOldestEventAndAComparison() throws SQLException {
        String lead = lead("ada");
        untilLoaded();
        untilEventsCome();
        String eve = lead("eve");
        until(() -> assertThat(touchpoints.known()).contains(eve));

        salesforce.events().forgetReplayIds();
        salesforce.events().breakStreams();
        until(() -> assertThat(count("SELECT round FROM crm_object WHERE object = 'Lead'"))
                .isGreaterThan(1));
        untilLoaded();
        salesforce.org().update(lead, Map.of("Company", "Other"));

        until(() -> assertThat(told(lead).getPerson().getCompany()).isEqualTo("Other"));
        assertThat(salesforce.events().subscribed())
                .extracting(Subscribed::preset)
                .doesNotContain(ReplayPreset.LATEST);
    }

    /** AC-95, F22: changes that were left out are found by reading everything. */
    @Test
    void anOverflowMeansThatEverythingIsReadAgain() throws SQLException {
        String task = create("Task", "WhoId", lead("ada"), "Subject", "Call");
        untilLoaded();
        untilEventsCome();
        until(() -> assertThat(count("SELECT count(*) FROM crm_object WHERE replay_id IS NULL AND object = 'Task'"))
                .isZero());
        salesforce.events().plan().loseNext(1);
        salesforce.org().update(task, Map.of("Status", "Completed"));
        salesforce.org().overflow("Task");

        until(() -> assertThat(told(task).getActivity().getStatus()).isEqualTo("Completed"));
        assertThat(count("SELECT round FROM crm_object WHERE object = 'Task'")).isGreaterThan(1);
    }

    /** F14, 3.2.4: what is hidden is left out, and the rest is read; an object that is hidden is said and keeps no other waiting. */
    @Test
    void whatIsHiddenKeepsNothingElseWaiting() {
        salesforce.org().access().hideField(FieldAccess.EVERYBODY, "Lead", "Company");
        salesforce.org().access().hideType(FieldAccess.EVERYBODY, "Opportunity");
        String lead = lead("ada");

        until(() -> {
            assertThat(touchpoints.known()).contains(lead);
            assertThat(warnings.list())
                    .filteredOn(warning -> warning.kind() == SyncWarning.Kind.CRM_READING)
                    .extracting(SyncWarning::subject)
                    .contains("Opportunity");
        });
        assertThat(told(lead).getPerson().getEmail()).isEqualTo("ada@one.test");
        assertThat(told(lead).getPerson().getCompany()).isEmpty();
        assertThat(followed.all())
                .filteredOn(read -> read.object() == CrmObject.LEAD)
                .allSatisfy((ThrowingConsumer<RecordsRead>) read ->
                        assertThat(read.fields()).contains("HasOptedOutOfEmail").doesNotContain("Company"));
    }

    /** F1, F20, F36: an answer that is lost is asked for again, and who lost the turn stores nothing. */
    @Test
    void nothingIsLostWhenAnswersAreOrTheTurnChanges() throws SQLException {
        salesforce.bulk().plan().pageRows(3);
        List<String> leads = IntStream.range(0, 10).mapToObj(i -> lead("p" + i)).toList();
        touchpoints.loseNextAnswer();
        until(() -> assertThat(touchpoints.known()).isNotEmpty());
        reading.release(WORKER);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            reading.advance(OTHER);
            assertThat(count("SELECT count(*) FROM crm_object WHERE NOT loaded"))
                    .isZero();
        });
        assertThat(touchpoints.known()).containsExactlyInAnyOrderElementsOf(leads);
    }

    /** A database of touchpoint-service that was brought back is told everything anew, deletions too. */
    @Test
    void anOlderDatabaseIsToldAnew() {
        String gone = lead("ada");
        untilLoaded();
        untilEventsCome();
        TouchpointStandIn.Backup backup = touchpoints.backup();
        salesforce.org().delete(gone);
        String eve = lead("eve");
        until(() -> assertThat(touchpoints.known()).containsExactly(eve));

        touchpoints.bringBack(backup);
        assertThat(touchpoints.known()).containsExactly(gone);
        reading.release(WORKER);

        until(() -> assertThat(touchpoints.known()).containsExactly(eve));
    }

    private void later(Duration time) {
        clock.advanceTo(clock.instant().plus(time));
        salesforce.clock().set(clock.instant());
    }
}
