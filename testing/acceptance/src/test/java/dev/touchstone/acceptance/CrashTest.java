package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.acceptance.WholeSuite.Service;
import dev.touchstone.local.sample.MarketoLeads;
import dev.touchstone.local.sample.SampleGenerator;
import dev.touchstone.local.sample.SampleOrganisation;
import dev.touchstone.local.sample.SampleOrganisation.Person;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.touchpoint.v1.CheckConsistencyResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Processes are killed (kill -9) under load, at moments that a seed chooses. Promised:
 *
 * <ul>
 *   <li><b>Durability:</b> what a service acknowledged is stored, whatever dies afterwards: a batch or a stream that
 *       was answered, and a page of people that the sync counts.
 *   <li><b>No duplicates:</b> a client that repeats what was not acknowledged stores it once, and each touchpoint is
 *       announced once.
 *   <li><b>Convergence:</b> when nothing waits any more, sessions, touchpoints, positions and channels are those that
 *       the facts give, computed here without the services' code and once more by the service's consistency check.
 * </ul>
 */
@Isolated
class CrashTest {
    private static final long SEED = 4_711;
    private static final int GROUPS_A_ROUND = 30;
    private static final int WRITERS = 4;
    private static final int LONGEST_WAIT_MICROS = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ORGANISATIONS = 80;
    private static final List<Person> LEADS = leads();

    private static WholeSuite suite;

    @BeforeAll
    static void startTheSuite() {
        suite = WholeSuite.start(
                "crash", MarketoLeads.lines(new SampleOrganisation(LEADS, List.of(), List.of(), List.of(), List.of())));
    }

    @AfterAll
    static void stopTheSuite() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void theDatabaseWritesThrough() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(suite.touchpointDatabase().rows("SHOW " + setting)).containsExactly("on");
        }
    }

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhenServicesAreKilled() throws Exception {
        Random random = new Random(SEED);
        try (Load load = new Load(suite.services(), collector("services"), "services", SEED)) {
            suite.startPersonSync();
            killInTheMiddleOfTheSync(load, random, 0.1);
            killInTheMiddleOfTheSync(load, random, 0.4);
            for (Service service : List.of(Service.TOUCHPOINT, Service.MAPPING, Service.TOUCHPOINT, Service.MAPPING)) {
                killUnderLoad(service, load, random);
            }
            Truth truth = load.finish();
            assertThat(load.repeated()).as("groups that a death hit").isPositive();
            suite.settle();
            isStoredAsAcknowledged("services", truth);
            isDerivedAsExpected("services", truth);
        }
        theSyncHasEverybody();
    }

    @Test
    void nothingAcknowledgedIsLostWhenPostgresqlIsKilled() throws Exception {
        Random random = new Random(SEED + 1);
        List<Long> services = suite.pids();
        try (Load load = new Load(suite.services(), collector("postgres"), "postgres", SEED + 1)) {
            load.allow(GROUPS_A_ROUND);
            killPostgresqlUnderLoad(load, random);
            Truth truth = load.finish();
            assertThat(load.repeated()).as("groups that a death hit").isPositive();
            suite.settle();
            isStoredAsAcknowledged("postgres", truth);
            isDerivedAsExpected("postgres", truth);
        }
        assertThat(suite.pids()).as("the services live through it").isEqualTo(services);
    }

    /** For so long as the property {@code touchstone.crash.seconds} says; 600 was done by hand. */
    @Test
    void nothingAcknowledgedIsLostWhenAnythingIsKilledAgainAndAgain() throws Exception {
        Random random = new Random(SEED + 2);
        Duration length = Duration.ofSeconds(Integer.getInteger("touchstone.crash.seconds", 20));
        long end = System.nanoTime() + length.toNanos();
        int deaths = 0;
        try (Load load = new Load(suite.services(), collector("soak"), "soak", SEED + 2)) {
            load.allow(GROUPS_A_ROUND);
            while (deaths == 0 || System.nanoTime() < end) {
                if (random.nextInt(3) == 0) {
                    killPostgresqlUnderLoad(load, random);
                } else {
                    killUnderLoad(random.nextBoolean() ? Service.TOUCHPOINT : Service.MAPPING, load, random);
                }
                deaths++;
            }
            Truth truth = load.finish();
            System.out.printf("%d deaths, %d groups of facts sent again%n", deaths, load.repeated());
            suite.settle();
            isStoredAsAcknowledged("soak", truth);
            isDerivedAsExpected("soak", truth);
        }
    }

    private static Collector collector(String siteId) {
        return Collector.ofNewSite(suite.services(), siteId);
    }

    /** After some acknowledgements of the round, at the latest half of them, and then some more. */
    private static void awaitARandomMoment(Load load, Random random) throws InterruptedException {
        load.awaitAcknowledged(load.acknowledged() + 1 + random.nextInt(GROUPS_A_ROUND * WRITERS / 2));
        LockSupport.parkNanos(1_000L * random.nextInt(LONGEST_WAIT_MICROS));
    }

    private static void killPostgresqlUnderLoad(Load load, Random random) throws InterruptedException {
        long server = suite.postgresPid();
        load.allow(GROUPS_A_ROUND);
        awaitARandomMoment(load, random);
        kill(server);
        suite.awaitPostgresAgain(server, PATIENCE);
    }

    private static void killUnderLoad(Service service, Load load, Random random) throws InterruptedException {
        long before = suite.pid(service);
        load.allow(GROUPS_A_ROUND);
        awaitARandomMoment(load, random);
        kill(before);
        suite.awaitAgain(service, before, PATIENCE);
    }

    /** At the earliest when this part of the people, or a tenth more, is read, and before all are. */
    private static void killInTheMiddleOfTheSync(Load load, Random random, double part) throws InterruptedException {
        double from = LEADS.size() * (part + 0.1 * random.nextDouble());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> suite.personSync().getReachedMarketoId() >= from);
        killUnderLoad(Service.SALES_SYNC, load, random);
        assertThat(suite.salesSyncDatabase().rows("SELECT phase FROM person_sync"))
                .containsExactly("SNAPSHOT");
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
    }

    private static void isStoredAsAcknowledged(String prefix, Truth truth) {
        assertThat(truth.webEvents).hasSizeGreaterThan(1_000);
        assertSame("web events", truth.webEvents, suite.touchpointDatabase().rows("""
                        SELECT visitor_id, event_id, extract(epoch FROM occurred_at)::bigint, page_url, email
                          FROM web_event WHERE visitor_id LIKE '%s-%%'""".formatted(prefix)));
        assertThat(truth.crmRecords).hasSizeGreaterThan(1_000);
        assertSame("CRM records", truth.crmRecords, suite.touchpointDatabase().rows("""
                SELECT 'person', crm_person_id, email FROM crm_person WHERE crm_person_id LIKE '%1$s-%%'
                UNION ALL SELECT 'campaign', campaign_id, sync_type FROM campaign WHERE campaign_id LIKE '%1$s-%%'
                UNION ALL SELECT 'member', campaign_member_id, crm_person_id
                  FROM campaign_member WHERE campaign_member_id LIKE '%1$s-%%'
                UNION ALL SELECT 'activity', activity_id, crm_person_id
                  FROM activity WHERE activity_id LIKE '%1$s-%%'""".formatted(prefix)));
    }

    private static void isDerivedAsExpected(String prefix, Truth truth) {
        Database database = suite.touchpointDatabase();
        assertThat(truth.sessions).hasSizeGreaterThan(1_000);
        assertThat(truth.touchpoints()).hasSizeGreaterThan(1_000);
        assertSame("sessions", truth.sessions, database.rows("""
                SELECT visitor_id, extract(epoch FROM started_at)::bigint, page_view_count, form_submission_count
                  FROM session WHERE visitor_id LIKE '%s-%%'""".formatted(prefix)));
        assertSame("touchpoints", truth.touchpoints(), database.rows("""
                SELECT email, extract(epoch FROM touched_at)::bigint, type, positions
                  FROM touchpoint JOIN person USING (person_id) WHERE email LIKE '%%%s.p%%'""".formatted(prefix)));
        assertThat(database.number("""
                        SELECT count(*) FROM mapping_key k
                         WHERE NOT EXISTS (SELECT FROM key_channel c JOIN channel_period p USING (rule_set_version)
                                            WHERE c.mapping_key_id = k.mapping_key_id)"""))
                .as("keys without the channel of the active rules")
                .isZero();
        assertThat(database.rows("""
                        SELECT touchpoint_id, count(*) FILTER (WHERE c.type = 'CREATED'),
                               count(*) FILTER (WHERE c.type = 'REMOVED'), count(t.touchpoint_id) > 0
                          FROM touchpoint_change c FULL JOIN touchpoint t USING (person_id, touchpoint_id)
                         WHERE touchpoint_id IS NOT NULL
                         GROUP BY touchpoint_id
                        HAVING count(*) FILTER (WHERE c.type = 'CREATED') - count(*) FILTER (WHERE c.type = 'REMOVED')
                               <> (count(t.touchpoint_id) > 0)::int"""))
                .as("touchpoints whose creation or removal was announced not once")
                .isEmpty();
        CheckConsistencyResponse check = suite.checkConsistency();
        assertThat(check.getExamplesList()).isEmpty();
        assertThat(check.getDifferentSessionCount() + check.getDifferentTouchpointCount())
                .isZero();
    }

    private static void theSyncHasEverybody() {
        await().atMost(PATIENCE).until(() -> suite.personSync().getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE);
        assertThat(suite.salesSyncDatabase()
                        .rows("SELECT DISTINCT read_count FROM snapshot_run WHERE ended_at IS NOT NULL"))
                .as("each reading of everybody, the one that was killed twice, too, counts each lead once")
                .containsExactly(Integer.toString(LEADS.size()));
        Set<String> expected = new HashSet<>();
        LEADS.stream()
                .filter(person -> !person.crmId().isEmpty() && person.ownerId().startsWith("005"))
                .forEach(person -> expected.add(String.join(
                        "|",
                        Long.toString(person.marketoId()),
                        person.firstName(),
                        person.lastName(),
                        person.email(),
                        person.company(),
                        person.title(),
                        person.contact() ? "" : person.crmId(),
                        person.contact() ? person.crmId() : "",
                        person.ownerId(),
                        person.contact() ? "CONTACT" : "LEAD")));
        assertSame("people of Marketo", expected, suite.salesSyncDatabase().rows("""
                SELECT concat_ws('|', marketo_id, first_name, last_name, coalesce(email, ''), company, title,
                                 coalesce(salesforce_lead_id, ''), coalesce(salesforce_contact_id, ''), owner_id, type)
                  FROM person WHERE state = 'ACTIVE'"""));
    }

    /** Compares as bags, and shows no more than a few differences. */
    private static void assertSame(String what, Set<String> expected, List<String> actual) {
        Set<String> distinct = new HashSet<>(actual);
        assertThat(expected.stream().filter(row -> !distinct.contains(row)).limit(10))
                .as("%s that are missing", what)
                .isEmpty();
        assertThat(distinct.stream().filter(row -> !expected.contains(row)).limit(10))
                .as("%s that nobody sent or expected", what)
                .isEmpty();
        assertThat(actual).as("%s, each once", what).hasSameSizeAs(expected);
    }

    private static List<Person> leads() {
        List<Person> leads = new ArrayList<>();
        for (int i = 0; i < ORGANISATIONS; i++) {
            for (Person person : SampleGenerator.generate(SEED + i).people()) {
                leads.add(new Person(
                        1 + leads.size(),
                        person.crmId(),
                        person.contact(),
                        person.firstName(),
                        person.lastName(),
                        person.email().isEmpty() ? "" : leads.size() + "." + person.email(),
                        person.company(),
                        person.title(),
                        person.ownerId(),
                        person.createdAt()));
            }
        }
        return List.copyOf(leads);
    }
}
