package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.deletedPerson;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Facts.mergedPerson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.derive.HandDerivation;
import dev.touchstone.touchpoint.mark.Queue;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of merged records that fall between each other's derivations; the test decides what is derived when. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class MergeOrderTest {
    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    SchemaMigration schema;

    @Inject
    HandDerivation hand;

    private TouchpointClient client;
    private StoredState state;

    @BeforeEach
    void begin() throws InterruptedException {
        assertThat(schema.await(Duration.ofMinutes(1))).isTrue();
        client = new TouchpointClient(service);
        state = new StoredState(dataSource);
        state.clear();
    }

    @AfterEach
    void end() {
        state.clear();
        client.close();
    }

    /**
     * The winner goes and comes back before anybody derives it, so that nothing changed for it; but the one merged into it was
     * derived in between.
     */
    @Test
    void whoLookedBetweenTwoChangesThatComeToNothingLooksAgain() {
        client.sync(lead("L2", "w@example.com", at("08:00")), mergedPerson("L1", "L2", at("08:00")));
        hand.drain();
        assertThat(people()).containsExactly("L1 w@example.com", "L2 w@example.com");

        client.sync(deletedPerson("L2", at("09:00")));
        // As if the worker of its shard were slow: the mark of the next change stands for both.
        state.execute("DELETE FROM dirty_mark WHERE queue = 'crm_person'");
        client.sync(member("M1", "C1", "L1", at("09:00"), at("09:00")));
        hand.derive(Queue.CRM_PERSON);
        assertThat(people()).containsExactly("L2 w@example.com");

        client.sync(lead("L2", "w@example.com", at("10:00")));
        hand.drain();
        assertThat(people()).containsExactly("L1 w@example.com", "L2 w@example.com");
    }

    /** Whoever is merged while the winner's change is derived is not found by it, and has a mark of its own. */
    @Test
    void whoIsMergedWhileTheWinnerIsDerivedIsDerivedAfterwards() {
        client.sync(lead("L2", "old@example.com", at("08:00")));
        hand.drain();

        client.sync(lead("L2", "new@example.com", at("09:00")));
        hand.deriveAndMeanwhile(Queue.CRM_PERSON, () -> client.sync(mergedPerson("L1", "L2", at("09:00"))));
        hand.drain();

        assertThat(people()).containsExactly("L1 new@example.com", "L2 new@example.com");
    }

    /** Dependents are marked without being asked for theirs again, so the queue runs empty. */
    @Test
    void aCircleComesToRest() {
        client.sync(
                mergedPerson("L1", "L2", at("08:00")),
                mergedPerson("L2", "L1", at("08:00")),
                lead("L3", "c@example.com", at("08:00")));

        hand.drain();

        assertThat(people()).containsExactly("L3 c@example.com");
        assertThat(state.count("dirty_mark")).isZero();
    }

    private List<String> people() {
        return state.texts("SELECT crm_person_id || ' ' || email FROM crm_person_identity JOIN person USING (person_id)"
                + " ORDER BY crm_person_id");
    }
}
