package dev.touchstone.salessync.facts;

import static dev.touchstone.salessync.person.PeopleScene.QUEUE;
import static dev.touchstone.salessync.person.PeopleScene.T0;
import static dev.touchstone.salessync.person.PeopleScene.lead;
import static dev.touchstone.salessync.person.PeopleScene.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.person.ErasePerson;
import dev.touchstone.salessync.person.ForgetPeople;
import dev.touchstone.salessync.person.PeopleScene;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.person.change.ReadPeople;
import dev.touchstone.salessync.v1.DiagnosticServiceGrpc.DiagnosticServiceBlockingStub;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People passed on, batch by batch as the test says: a real database, a real socket, touchpoint-service's contract. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(TouchpointTestResource.class)
class TellPeopleTest {
    private static final UUID WORKER = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final Instant T1 = T0.plusSeconds(60);
    private static final Instant T2 = T0.plusSeconds(120);

    TouchpointStandIn touchpoints;

    @Inject
    PeopleScene scene;

    @Inject
    TellPeople tell;

    @Inject
    FactJournal journal;

    @Inject
    ReadPeople people;

    @Inject
    ErasePerson erase;

    @Inject
    ForgetPeople forget;

    @Inject
    TestClock clock;

    @Inject
    MeterRegistry meters;

    /** Asked itself: in the registry there may still be the gauges of the application of another test. */
    @Inject
    FactMeters factMeters;

    @GrpcClient("service")
    DiagnosticServiceBlockingStub diagnostics;

    @BeforeEach
    void nobodyWasTold() throws Exception {
        scene.clear();
        scene.execute("TRUNCATE crm_fact_due, dead_letter, dead_letter_retry;"
                + " UPDATE crm_fact_cursor SET cursor = NULL, edition = 0, lease_owner = NULL");
        touchpoints.clear();
    }

    @AfterEach
    void realTime() {
        clock.reset();
        tell.release(WORKER);
        tell.release(OTHER);
    }

    /** Until nothing is left to tell. */
    private void tellAll() {
        while (tell.advance(WORKER).isZero()) {
            // The next batch.
        }
    }

    private String cursor() {
        return scene.rows("SELECT cursor FROM crm_fact_cursor").get(0);
    }

    private CrmRecord record(long id) {
        return touchpoints.record(id).orElseThrow();
    }

    private static Instant modifiedAt(CrmRecord record) {
        return Instant.ofEpochSecond(
                record.getModifyTime().getSeconds(), record.getModifyTime().getNanos());
    }

    @Test
    void everybodyIsToldOnceAndThenWhoeverChanges() {
        scene.write(T0, reading(1, LeadField.SOURCE, "Webinar"), reading(2, lead(2)));
        tellAll();

        assertThat(touchpoints.known()).containsExactly("1", "2");
        CrmRecord ada = record(1);
        assertThat(modifiedAt(ada)).isEqualTo(T0);
        assertThat(ada.getPerson().getType()).isEqualTo(CrmPersonType.CRM_PERSON_TYPE_MARKETO_PERSON);
        assertThat(ada.getPerson().getEmail()).isEqualTo("person1@x.test");
        assertThat(ada.getPerson().getFirstName()).isEqualTo("Given1");
        assertThat(ada.getPerson().getCompany()).isEqualTo("Acme 1");
        assertThat(ada.getPerson().getLeadSource()).isEqualTo("Webinar");
        assertThat(ada.getPerson().getCreateTime().getSeconds())
                .isEqualTo(Instant.parse("2026-01-16T23:32:19Z").getEpochSecond());
        assertThat(ada.getPerson().getDuplicateOfId())
                .startsWith("00Q5g0000000001")
                .hasSize(18);

        int batches = touchpoints.batches().size();
        tellAll();
        assertThat(touchpoints.batches()).as("nothing changed").hasSize(batches);

        scene.write(T1, reading(2, LeadField.EMAIL, "new@x.test"), reading(3, lead(3)));
        tellAll();
        assertThat(touchpoints.known()).containsExactly("1", "2", "3");
        assertThat(record(2).getPerson().getEmail()).isEqualTo("new@x.test");
        assertThat(touchpoints.batches()).hasSize(batches + 1);
        assertThat(touchpoints.batches().get(batches).getRecordsCount()).isEqualTo(2);
        assertThat(factMeters.lag()).isLessThan(60);
    }

    /** R-D-3, R-D-6, R-D-8: what happens to people is told in the way the contract has for it. */
    @Test
    void mergedBuriedErasedAndHiddenPeopleAreToldAsSuch() {
        scene.write(T0, reading(1, lead(1)), reading(2, lead(2)), reading(3, lead(3)), reading(4, lead(4)));
        scene.write(T0, reading(5, lead(5)));
        tellAll();

        scene.merge(1, 2, T1);
        scene.bury(T1, List.of(3L));
        erase.erase(4);
        scene.write(T1, reading(5, LeadField.OWNER_ID, QUEUE));
        tellAll();

        assertThat(touchpoints.known()).containsExactly("2", "5");
        assertThat(record(1).getMergedIntoId()).isEqualTo("2");
        assertThat(record(3).getMergedIntoId()).isEmpty();
        assertThat(modifiedAt(record(3))).isEqualTo(T1);
        assertThat(record(4).getPerson().getEmail())
                .as("nothing personal is told")
                .isEmpty();
        assertThat(modifiedAt(record(5))).isEqualTo(T1);

        scene.write(T2, reading(3, lead(3)));
        tellAll();
        assertThat(touchpoints.known()).as("the burial was wrong").containsExactly("2", "3", "5");
    }

    @Test
    void aChainOfMergesLeadsToItsEnd() {
        scene.write(T0, reading(1, lead(1)), reading(2, lead(2)), reading(3, lead(3)));
        tellAll();
        scene.merge(1, 2, T1);
        tellAll();
        scene.merge(2, 3, T2);
        tellAll();

        assertThat(record(1).getMergedIntoId()).isEqualTo("2");
        assertThat(record(2).getMergedIntoId()).isEqualTo("3");
        assertThat(touchpoints.known()).containsExactly("3");
    }

    @Test
    void whileNobodyAnswersTheCursorStaysAndThenNothingIsMissing() {
        scene.write(T0, reading(1, lead(1)));
        tellAll();
        String before = cursor();
        touchpoints.setAway(true);
        scene.write(T1, reading(2, lead(2)));
        scene.merge(1, 2, T2);

        tell.advance(WORKER);
        tell.advance(WORKER);

        assertThat(cursor()).isEqualTo(before);
        assertThat(factMeters.failures()).isEqualTo(2);
        assertThat(meters.get("touchstone.crm.facts.failures")
                        .tag("code", "unavailable")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(2);
        clock.advanceTo(Instant.now().plus(Duration.ofHours(1)));
        assertThat(factMeters.lag()).isGreaterThan(3_000);
        clock.reset();

        touchpoints.setAway(false);
        tellAll();
        assertThat(touchpoints.known()).containsExactly("2");
        assertThat(record(1).getMergedIntoId()).isEqualTo("2");
        assertThat(factMeters.failures()).isZero();
        assertThat(cursor()).isNotEqualTo(before);
    }

    /** The crash between their commit and ours: the batch comes again, and changes nothing. */
    @Test
    void aBatchWhoseAnswerIsLostIsToldAgainAndTheSameFactsRemain() {
        scene.write(T0, reading(1, lead(1)), reading(2, LeadField.EMAIL, "no address"));
        tellAll();
        String before = cursor();
        scene.write(T1, reading(1, LeadField.COMPANY, "Other"), reading(3, LeadField.EMAIL, "none either"));
        touchpoints.loseNextAnswer();

        tell.advance(WORKER);
        assertThat(cursor()).isEqualTo(before);
        CrmRecord stored = record(1);
        int changes = touchpoints.stored();

        tellAll();
        assertThat(touchpoints.stored()).as("told twice, stored once").isEqualTo(changes);
        assertThat(record(1)).isEqualTo(stored);
        assertThat(scene.rows("SELECT key FROM dead_letter ORDER BY key"))
                .as("what the lost answer said of refusals is not lost")
                .containsExactly("2", "3");
    }

    @Test
    void aPersonWhoIsRefusedIsADiagnosticAndTheOthersGoOn() {
        scene.write(T0, reading(1, lead(1)), reading(2, LeadField.EMAIL, "no address"), reading(3, lead(3)));
        tellAll();

        assertThat(touchpoints.known()).containsExactly("1", "3");
        assertThat(scene.rows("SELECT kind, key, cause, marketo_id, failure_count FROM dead_letter"))
                .containsExactly("crm-fact|2|INVALID_EMAIL|2|1");
        assertThat(scene.rows("SELECT sentence FROM dead_letter").get(0))
                .startsWith("touchpoint-service refuses the person: person.email must be an e-mail address");

        RetryDiagnosticsRequest again = RetryDiagnosticsRequest.newBuilder()
                .setKind("crm-fact")
                .setCause("INVALID_EMAIL")
                .setAuthor("ann")
                .build();
        assertThat(diagnostics.retryDiagnostics(again).getRetriedCount()).isEqualTo(1);
        tellAll();
        assertThat(scene.rows("SELECT failure_count FROM dead_letter")).containsExactly("2");
        assertThat(scene.rows("SELECT * FROM crm_fact_due")).isEmpty();

        scene.write(T1, reading(2, lead(2)));
        tellAll();
        assertThat(touchpoints.known()).containsExactly("1", "2", "3");
        assertThat(scene.rows("SELECT * FROM dead_letter"))
                .as("mended in Marketo")
                .isEmpty();
    }

    /** A tombstone that is forgotten while nobody answers: that the person is gone is told all the same. */
    @Test
    void whoeverIsForgottenWhileNobodyAnswersIsGoneAfterwards() {
        scene.write(T0, reading(1, lead(1)), reading(2, lead(2)));
        tellAll();
        touchpoints.setAway(true);
        scene.bury(T1, List.of(1L));
        forget.forget(T2, T2.plusSeconds(1), 10);
        tell.advance(WORKER);
        assertThat(scene.rows("SELECT marketo_id FROM crm_fact_due")).containsExactly("1");

        touchpoints.setAway(false);
        tellAll();
        assertThat(touchpoints.known()).containsExactly("2");
        assertThat(modifiedAt(record(1))).isEqualTo(T2);
        assertThat(scene.rows("SELECT * FROM crm_fact_due")).isEmpty();
    }

    @Test
    void nobodyIsDueWhoWasNeverToldOf() {
        scene.write(T0, reading(1, lead(1)));
        scene.bury(T1, List.of(1L));
        forget.forget(T2, T2.plusSeconds(1), 10);

        assertThat(scene.rows("SELECT * FROM crm_fact_due")).isEmpty();
    }

    /** Their database is lost, or brought back from a backup: what came after is told again without anybody's help. */
    @Test
    void aDatabaseThatIsBroughtBackIsToldWhatItLost() {
        scene.write(T0, reading(1, lead(1)), reading(2, lead(2)));
        tellAll();
        TouchpointStandIn.Backup backup = touchpoints.backup();
        scene.write(T1, reading(2, LeadField.COMPANY, "Other"), reading(3, lead(3)));
        tellAll();

        touchpoints.setAway(true);
        scene.write(T2, reading(4, lead(4)));
        tell.advance(WORKER);
        touchpoints.bringBack(backup);
        touchpoints.setAway(false);
        tellAll();
        assertThat(touchpoints.known()).containsExactly("1", "2", "3", "4");
        assertThat(record(2).getPerson().getCompany()).isEqualTo("Other");

        touchpoints.forgetEverything();
        tell.release(WORKER);
        while (tell.advance(OTHER).isZero()) {
            // Another process asks what they have.
        }
        assertThat(touchpoints.known()).containsExactly("1", "2", "3", "4");
    }

    /** Nobody called them while their database was brought back: that is asked for before the next batch moves their cursor. */
    @Test
    void aDatabaseThatIsBroughtBackWhileNobodyCallsIsToldWhatItLost() {
        scene.write(T0, reading(1, lead(1)), reading(2, lead(2)));
        tellAll();
        TouchpointStandIn.Backup backup = touchpoints.backup();
        scene.write(T1, reading(2, LeadField.COMPANY, "Other"), reading(3, lead(3)));
        tellAll();

        touchpoints.bringBack(backup);
        clock.advanceTo(Instant.now().plus(Duration.ofMinutes(1)));
        scene.write(T2, reading(4, lead(4)));
        tellAll();
        assertThat(touchpoints.known()).containsExactly("1", "2", "3", "4");
        assertThat(record(2).getPerson().getCompany()).isEqualTo("Other");
    }

    /** F37: of two copies touchpoint-service keeps the later one, and the clock may have been set back since the person was read. */
    @Test
    void whoeverGoesIsToldLaterThanEverythingBefore() {
        Instant ahead = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MICROS);
        scene.write(ahead, reading(1, lead(1)), reading(2, lead(2)), reading(3, lead(3)));
        tellAll();
        assertThat(modifiedAt(record(1))).isEqualTo(ahead);

        erase.erase(1);
        scene.merge(2, 3, T1);
        tellAll();

        assertThat(touchpoints.known()).containsExactly("3");
        assertThat(modifiedAt(record(1))).isAfter(ahead);
        assertThat(modifiedAt(record(2))).isAfter(ahead);
    }

    /** The cursor is older than the changes that are kept: everybody is told anew, the gone ones too. */
    @Test
    void afterALongTimeAwayEverybodyIsToldAnew() throws Exception {
        scene.write(T0, reading(1, lead(1)), reading(2, lead(2)), reading(3, lead(3)));
        tellAll();
        scene.bury(T1, List.of(1L));
        scene.merge(2, 3, T1);
        scene.execute("TRUNCATE person_change");
        clock.advanceTo(Instant.now().plus(Duration.ofDays(15)));

        tellAll();

        assertThat(touchpoints.known()).containsExactly("3");
        assertThat(record(2).getMergedIntoId()).isEqualTo("3");
    }

    @Test
    void whenPeopleAreToldAsSomethingElseEverybodyIsToldAnew() throws Exception {
        scene.write(T0, reading(1, lead(1)));
        tellAll();
        int batches = touchpoints.batches().size();
        scene.execute("UPDATE crm_fact_cursor SET edition = 0");

        tellAll();

        assertThat(touchpoints.batches()).hasSize(batches + 1);
        assertThat(scene.rows("SELECT edition FROM crm_fact_cursor")).containsExactly("" + CrmFact.EDITION);
    }

    @Test
    void manyPeopleAreToldInBatchesThatGoOnWhereTheLastEnded() {
        int count = 2 * TellPeople.BATCH + 1;
        List<PersonReading> readings = LongStream.rangeClosed(1, count)
                .mapToObj(id -> reading(id, lead(id)))
                .toList();
        scene.write(ReadWay.SNAPSHOT, T0, readings);
        assertThat(tell.advance(WORKER)).isEqualTo(Duration.ZERO);
        assertThat(touchpoints.known()).hasSize(TellPeople.BATCH);

        tell.release(WORKER);
        while (tell.advance(OTHER).isZero()) {
            // Another process goes on.
        }

        assertThat(touchpoints.known()).hasSize(count);
        assertThat(touchpoints.batches().stream()
                        .mapToInt(batch -> batch.getRecordsCount())
                        .sum())
                .as("none was told twice")
                .isEqualTo(count);
    }

    /** F36: a process that lost its turn commits nothing, and two never tell at once. */
    @Test
    void whoeverLostTheTurnCommitsNothing() throws Exception {
        scene.write(T0, reading(1, lead(1)));
        tellAll();
        assertThat(tell.advance(OTHER)).as("it waits for its turn").isPositive();
        long fence = journal.claim(WORKER, Duration.ofMinutes(1)).orElseThrow().fence();
        scene.execute("UPDATE crm_fact_cursor SET lease_until = now() - interval '1 second'");
        journal.claim(OTHER, Duration.ofMinutes(1)).orElseThrow();
        String before = cursor();

        assertThat(journal.commit(fence, people.now(), FactJournal.Told.NOTHING))
                .isFalse();
        assertThat(cursor()).isEqualTo(before);
    }

    @Test
    void aRowThatIsWrittenAgainWhileItIsToldStaysDue() throws Exception {
        scene.write(T0, reading(1, LeadField.EMAIL, "no address"));
        tellAll();
        scene.execute("INSERT INTO crm_fact_due (marketo_id) VALUES (1)");
        List<SqlFactStore.Due> read = journal.due(10);
        scene.execute("UPDATE crm_fact_due SET due_number = nextval('crm_fact_due_number')");

        long fence = journal.claim(WORKER, Duration.ofMinutes(1)).orElseThrow().fence();
        journal.commit(fence, null, new FactJournal.Told(List.of(), CrmRecords.Answer.NONE, read));

        assertThat(scene.rows("SELECT marketo_id FROM crm_fact_due")).containsExactly("1");
    }
}
