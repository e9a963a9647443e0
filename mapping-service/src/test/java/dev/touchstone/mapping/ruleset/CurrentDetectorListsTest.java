package dev.touchstone.mapping.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas that have different detector lists for a while, on a real PostgreSQL. */
@QuarkusTest
@TestProfile(RuleSetStoreTest.WithoutRefresh.class)
@WithTestResource(PostgresTestResource.class)
class CurrentDetectorListsTest {
    private static final ShippedRules SHIPPED = ShippedRules.load();
    private static final DetectorLists NEWER = lists("2099.01.01", "newcomer.test");

    @Inject
    DetectorListStore store;

    @Inject
    EntityManager entityManager;

    @Inject
    ActiveRuleSet activeRuleSet;

    private CurrentDetectorLists reached;
    private CurrentDetectorLists other;

    @BeforeEach
    void twoReplicasOfOneBuildStart() {
        // Beside the test the application migrates the schema and then keeps its own lists; rules in force come after
        // both.
        await().untilAsserted(() -> assertThat(activeRuleSet.find()).isPresent());
        QuarkusTransaction.requiringNew()
                .run(() -> entityManager
                        .createNativeQuery("TRUNCATE detector_list")
                        .executeUpdate());
        reached = new CurrentDetectorLists(store, SHIPPED);
        other = new CurrentDetectorLists(store, SHIPPED);
        QuarkusTransaction.requiringNew().run(reached::keepBuiltIn);
        QuarkusTransaction.requiringNew().run(other::keepBuiltIn);
    }

    @Test
    void replicaWithoutTheFilesAnswersForAVersionByItsLists() {
        place(reached, NEWER);
        assertThat(other.get()).as("it has not looked yet").isSameAs(SHIPPED.lists());
        assertThat(listsOf(other, "2099.01.01")).isEqualTo(NEWER.lines());
        assertThat(latest(other).lines()).isEqualTo(NEWER.lines());
        assertThat(listsOf(other, SHIPPED.lists().version()))
                .isEqualTo(SHIPPED.lists().lines());
    }

    @Test
    void oneVersionHasOneContent() {
        place(reached, NEWER);
        place(reached, NEWER);
        assertThatThrownBy(() -> place(other, lists("2099.01.01", "another.test")))
                .hasMessage("version.txt: must be later than 2099.01.01, under which other lists are known");
        assertThatThrownBy(() -> place(other, lists("2098.01.01", "another.test")))
                .hasMessage("version.txt: must be later than 2099.01.01, the version in force, but is 2098.01.01");
        assertThat(latest(other).lines()).isEqualTo(NEWER.lines());
        place(other, lists("2099.01.01.01", "another.test"));
        assertThat(latest(reached).version()).isEqualTo("2099.01.01.01");
    }

    @Test
    void listsOfALaterBuildAnswerForTheirVersionsButAreNotTakenOver() {
        CurrentDetectorLists upgraded = new CurrentDetectorLists(store, SHIPPED.withLists(NEWER));
        QuarkusTransaction.requiringNew().run(upgraded::keepBuiltIn);
        assertThat(latest(other)).isSameAs(SHIPPED.lists());
        assertThat(listsOf(other, "2099.01.01")).isEqualTo(NEWER.lines());
        assertThat(isLatestBuild(upgraded)).isTrue();
        assertThat(isLatestBuild(other)).isFalse();
    }

    @Test
    void storedListsThatThisBuildCannotReadAreLeftToOthers() {
        QuarkusTransaction.requiringNew()
                .run(() -> entityManager
                        .createNativeQuery(
                                "INSERT INTO detector_list VALUES ('2099.01.01', 'PODCAST,a,a.test,', false, true)")
                        .executeUpdate());
        assertThat(latest(other)).isSameAs(SHIPPED.lists());
        assertThat(listsOf(other, "2099.01.01")).isEqualTo(SHIPPED.lists().lines());
    }

    private static void place(CurrentDetectorLists replica, DetectorLists lists) {
        QuarkusTransaction.requiringNew().run(() -> replica.place(lists));
    }

    private static DetectorLists latest(CurrentDetectorLists replica) {
        return QuarkusTransaction.requiringNew().call(replica::latest);
    }

    private static boolean isLatestBuild(CurrentDetectorLists replica) {
        return QuarkusTransaction.requiringNew().call(replica::isLatestBuild);
    }

    private static List<String> listsOf(CurrentDetectorLists replica, String version) {
        RuleSet.Head head = new RuleSet.Head(
                7,
                RuleSet.State.PUBLISHED,
                RuleSet.Origin.CUSTOMER,
                new RuleSet.Publication(Instant.EPOCH, "Ann", "", 0, null),
                version,
                "0".repeat(64),
                1);
        return QuarkusTransaction.requiringNew().call(() -> replica.of(head).lines());
    }

    private static DetectorLists lists(String version, String host) {
        return DetectorLists.read(name -> switch (name) {
            case "version.txt" -> version;
            case "ai.csv" -> "platform,hosts,sources\nnewcomer," + host + ",newcomer\n";
            default -> ShippedRules.listText(name);
        });
    }
}
