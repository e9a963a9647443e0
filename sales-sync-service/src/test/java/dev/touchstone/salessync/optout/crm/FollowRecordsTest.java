package dev.touchstone.salessync.optout.crm;

import static dev.touchstone.salessync.optout.crm.CrmOptOutScene.contact;
import static dev.touchstone.salessync.optout.crm.CrmOptOutScene.lead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.crm.fact.ReadRecords;
import dev.touchstone.salessync.crm.fact.RecordsRead;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.OptOutFact;
import dev.touchstone.salessync.optout.OptOuts;
import dev.touchstone.salessync.optout.StoredPeople;
import dev.touchstone.salessync.optout.UnsubscribeSource;
import dev.touchstone.salessync.optout.Whose;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.v1.ResubscribeRequest;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** N10, section 2.5: whoever is out in Salesforce is out here with the reading of their record, and not only after the night. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class FollowRecordsTest {
    private static final Instant NOON = Instant.parse("2026-07-15T19:00:00Z");
    private static final Instant EIGHT = Instant.parse("2026-07-16T03:00:00Z");
    private static SalesforceEmulator salesforce;

    @GrpcClient("service")
    SalesUnsubscribeServiceBlockingStub unsubscribes;

    @GrpcClient("service")
    SalesforceConnectionServiceBlockingStub connections;

    @Inject
    ReadRecords records;

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
        scene.open(salesforce, NOON);
    }

    @AfterEach
    void forget() throws Exception {
        scene.forget();
    }

    private RecordsRead read(String id) {
        return id.startsWith("00Q") ? records.lead(List.of("IsConverted"), id) : records.contact(List.of(), id);
    }

    private void follow(String id) {
        records.tell(read(id));
    }

    private void say(String id, boolean out) {
        scene.at(salesforce, clock.instant().plusSeconds(60));
        salesforce.org().update(id, Map.of(CrmOptOutScene.STANDARD, out));
    }

    private void resubscribe(String address) {
        scene.at(salesforce, clock.instant().plusSeconds(60));
        unsubscribes.resubscribe(ResubscribeRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setAddress(address)
                .setAuthor("admin")
                .setReason("asked for it")
                .setEvidence("archive 4711")
                .build());
    }

    @Test
    void theAddressAndThePersonAreOutAtOnce() {
        String lead = lead(salesforce, "follow1@x.test", false);
        String contact = contact(salesforce, "follow1-contact@x.test", false);
        new StoredPeople(store).readLead(876_000_001, "mine1@x.test", lead, NOON);
        follow(lead);
        assertThat(optOuts.isOut("follow1@x.test")).isFalse();

        say(lead, true);
        follow(lead);
        say(contact, true);
        follow(contact);

        assertThat(optOuts.isOut("follow1@x.test")).isTrue();
        assertThat(optOuts.isOut(Whose.ofPerson(876_000_001))).isTrue();
        assertThat(optOuts.isOut("follow1-contact@x.test")).isTrue();
    }

    /** R-U-6, section 2.5: what Salesforce said before is no news, however late it is read; the night judges. */
    @Test
    void aResubscribeLastsUntilTheNight() {
        String lead = lead(salesforce, "follow2@x.test", false);
        optOuts.unsubscribe("follow2@x.test", OptionalLong.empty(), UnsubscribeSource.CLICKED_LINK, "", "");
        pushes.pushDue();
        RecordsRead ownWrite = read(lead);
        resubscribe("follow2@x.test");

        records.tell(ownWrite);
        records.tell(ownWrite);
        salesforce.org().update(lead, Map.of("Company", "Another"));
        follow(lead);
        assertThat(optOuts.isOut("follow2@x.test")).isFalse();

        scene.at(salesforce, EIGHT);
        nightly.advance();
        assertThat(optOuts.isOut("follow2@x.test")).isTrue();
    }

    @Test
    void whoIsClearedAndThenOutAgainIsNews() {
        String lead = lead(salesforce, "follow3@x.test", true);
        follow(lead);
        say(lead, false);
        follow(lead);
        assertThat(optOuts.isOut("follow3@x.test"))
                .as("nobody becomes in by it")
                .isTrue();
        resubscribe("follow3@x.test");

        say(lead, true);
        follow(lead);

        assertThat(optOuts.isOut("follow3@x.test")).isTrue();
    }

    @Test
    void aRecordThatIsOutTakesItsNewAddressOut() {
        String lead = lead(salesforce, "follow4@x.test", true);
        follow(lead);

        scene.at(salesforce, clock.instant().plusSeconds(60));
        salesforce.org().update(lead, Map.of("Email", "follow4-new@x.test"));
        follow(lead);

        assertThat(optOuts.isOut("follow4-new@x.test")).isTrue();
    }

    /** A reading of before the write comes after it. */
    @Test
    void anOldReadingForgetsNothing() {
        String lead = lead(salesforce, "follow5@x.test", false);
        RecordsRead before = read(lead);
        scene.at(salesforce, clock.instant().plusSeconds(60));
        optOuts.unsubscribe("follow5@x.test", OptionalLong.empty(), UnsubscribeSource.CLICKED_LINK, "", "");
        pushes.pushDue();
        resubscribe("follow5@x.test");

        records.tell(before);
        follow(lead);

        assertThat(optOuts.isOut("follow5@x.test")).isFalse();
    }

    @Test
    void aRecordThatIsGoneIsForgotten() throws Exception {
        String lead = lead(salesforce, "follow6@x.test", true);
        follow(lead);
        salesforce.org().delete(lead);

        follow(lead);

        assertThat(scene.text("SELECT count(*) FROM crm_opted_out")).isEqualTo("0");
        assertThat(optOuts.isOut("follow6@x.test")).isTrue();
    }

    /** R-U-1: without the nightly run nothing is read; R-U-4: only the fields of the target are. */
    @Test
    void onlyWhatTheSettingsReadIsFollowed() {
        String lead = lead(salesforce, "follow7@x.test", true);
        use(false, OptOutTarget.STANDARD);
        follow(lead);
        use(true, OptOutTarget.BOTH);
        follow(lead);
        assertThat(optOuts.isOut("follow7@x.test"))
                .as("the sales field was not asked for")
                .isFalse();

        records.tell(records.lead(List.of(CrmOptOutScene.SALES, "IsConverted"), lead));

        assertThat(optOuts.isOut("follow7@x.test")).isTrue();
        OptOutFact.Unsubscribe fact = (OptOutFact.Unsubscribe)
                optOuts.history(Whose.of(new EmailAddress("follow7@x.test")), new UUID(-1, -1), 1)
                        .getFirst()
                        .fact();
        assertThat(fact.source()).isEqualTo(UnsubscribeSource.SALESFORCE_SYNC);
    }

    private void use(boolean nightlyEnabled, OptOutTarget target) {
        CrmOptOutSettings next = new CrmOptOutSettings(
                nightlyEnabled, target, CrmOptOutScene.SALES, LocalTime.of(20, 0), ZoneId.of("America/Los_Angeles"));
        settings.update(next, settings.inForce().etag(), "admin", "");
        scene.at(salesforce, clock.instant().plus(Duration.ofSeconds(60)));
    }
}
