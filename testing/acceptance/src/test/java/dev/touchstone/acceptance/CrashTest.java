package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.acceptance.WholeSuite.Service;
import dev.touchstone.local.sample.MarketoLeads;
import dev.touchstone.local.sample.SampleGenerator;
import dev.touchstone.local.sample.SampleOrganisation;
import dev.touchstone.local.sample.SampleOrganisation.Person;
import dev.touchstone.salessync.v1.PersonSyncState;
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
            reckoning().isStoredAsAcknowledged("services", truth);
            reckoning().isDerivedAsExpected("services", truth);
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
            reckoning().isStoredAsAcknowledged("postgres", truth);
            reckoning().isDerivedAsExpected("postgres", truth);
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
            reckoning().isStoredAsAcknowledged("soak", truth);
            reckoning().isDerivedAsExpected("soak", truth);
        }
    }

    private static Reckoning reckoning() {
        return new Reckoning(suite.touchpointDatabase(), suite.checkConsistency());
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
        Reckoning.assertSame(
                "people of Marketo", expected, suite.salesSyncDatabase().rows("""
                SELECT concat_ws('|', marketo_id, first_name, last_name, coalesce(email, ''), company, title,
                                 coalesce(salesforce_lead_id, ''), coalesce(salesforce_contact_id, ''), owner_id, type)
                  FROM person WHERE state = 'ACTIVE'"""));
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
