package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The images, run as the manifests run them, while facts are sent without a pause: a rollout fails no call; a pod or PostgreSQL that is
 * killed, and a service that cannot be reached, lose nothing that was acknowledged. After each, what is stored is compared with
 * what was acknowledged and what has to come of it. Needs podman and the images: {@code containers.sh} runs it.
 */
@Isolated
@EnabledIfSystemProperty(named = "touchstone.containers", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersTest {
    private static final long SEED = 20_251;
    private static final int GROUPS_AT_ONCE = 20;
    private static final int LEAST_GROUPS = 60;
    private static final int WRITERS = 4;
    private static final List<String> TABLE = new ArrayList<>();

    private static ContainerSuite suite;

    private interface Disturbance {
        void happen() throws InterruptedException;
    }

    @BeforeAll
    static void start() throws Exception {
        suite = new ContainerSuite();
        suite.start();
    }

    @AfterAll
    static void stop() throws Exception {
        System.out.printf("%n%-44s %9s %9s %9s %6s%n", "what happened", "events", "records", "repeated", "lost");
        TABLE.forEach(System.out::println);
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    @Order(1)
    void nothingHappens() throws Exception {
        assertThat(repeated("quiet", "nothing", () -> {})).isZero();
    }

    @Test
    @Order(2)
    void rolloutFailsNoCall() throws Exception {
        assertThat(repeated("rollout", "rolling restart of all services", () -> {
                    suite.roll(ContainerSuite.MAPPING);
                    suite.roll(ContainerSuite.TOUCHPOINT);
                    suite.roll(ContainerSuite.SALES_SYNC);
                }))
                .isZero();
    }

    @Test
    @Order(3)
    void podThatIsKilledLosesNothing() throws Exception {
        repeated("kill", "a pod of each service killed", () -> {
            suite.killOne(ContainerSuite.TOUCHPOINT);
            suite.killOne(ContainerSuite.MAPPING);
            suite.killOne(ContainerSuite.SALES_SYNC);
        });
    }

    @Test
    @Order(4)
    void databaseThatIsKilledLosesNothing() throws Exception {
        repeated("database", "PostgreSQL killed and started", suite::killDatabase);
    }

    @Test
    @Order(5)
    void serviceThatCannotBeReachedLosesNothing() throws Exception {
        repeated("partition", "mapping-service cut off for 10 s", () -> {
            suite.cutOffMapping();
            Thread.sleep(10_000);
            suite.reconnectMapping();
        });
    }

    /**
     * Sends facts before, while and after it happens; then everything has to balance.
     *
     * @return groups of facts that had to be sent more than once
     */
    private static long repeated(String prefix, String what, Disturbance disturbance) throws Exception {
        try (Load load = new Load(suite.services(), Collector.ofNewSite(suite.services(), prefix), prefix, SEED)) {
            load.allow(GROUPS_AT_ONCE);
            load.awaitAcknowledged(GROUPS_AT_ONCE);
            Thread feeder = Thread.ofVirtual().start(() -> feed(load));
            disturbance.happen();
            feeder.interrupt();
            feeder.join();
            load.allow(GROUPS_AT_ONCE);
            load.awaitAcknowledged(LEAST_GROUPS);
            Truth truth = load.finish();
            Reckoning reckoning = suite.reckoning();
            TABLE.add("%-44s %9d %9d %9d %6d"
                    .formatted(
                            what,
                            truth.webEvents.size(),
                            truth.crmRecords.size(),
                            load.repeated(),
                            reckoning.lost(prefix, truth)));
            reckoning.isStoredAsAcknowledged(prefix, truth);
            reckoning.isDerivedAsExpected(prefix, truth);
            return load.repeated();
        }
    }

    /** A group more of each writer for so many that were acknowledged, until it is interrupted. */
    private static void feed(Load load) {
        try {
            while (true) {
                long before = load.acknowledged();
                load.allow(1);
                load.awaitAcknowledged(before + WRITERS);
            }
        } catch (InterruptedException ended) {
            // what was allowed is sent
        }
    }
}
