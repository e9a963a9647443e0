package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.deletedPerson;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Facts.mergedPerson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.v1.SyncType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of merged records that fall between each other's derivations; the test decides what is derived when. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class MergeOrderTest extends HandFixture {
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
        // As if the worker of its shard were slow: the mark of its next change stands for both.
        state.execute("DELETE FROM dirty_mark WHERE queue = 'crm_person'");
        client.sync(mergedPerson("L1", "L2", at("09:00")));
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

    /** Of a membership only its lead is marked; whose that is, is looked up by whoever takes the mark. */
    @Test
    void membershipThatComesWhileItsLeadBecomesSomebodyElseIsNotMissed() {
        client.sync(
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")),
                lead("L1", "old@example.com", at("08:00")));
        hand.drain();

        client.sync(lead("L1", "new@example.com", at("09:00")));
        hand.deriveAndMeanwhile(
                Queue.CRM_PERSON, () -> client.sync(member("M1", "C1", "L1", at("09:00"), at("09:00"))));
        hand.drain();
        assertThat(client.journey("new@example.com").getTouchpointsList()).hasSize(1);

        client.sync(member("M2", "C1", "L2", at("09:00"), at("09:00")));
        hand.drain();
        client.sync(lead("L2", "late@example.com", at("09:00")));
        hand.drain();
        assertThat(client.journey("late@example.com").getTouchpointsList()).hasSize(1);
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
