package dev.touchstone.salessync.person;

import static dev.touchstone.salessync.person.PeopleScene.T0;
import static dev.touchstone.salessync.person.PeopleScene.lead;
import static dev.touchstone.salessync.person.PeopleScene.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Merges, burials and erasures beside each other, and what history says of them. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PeopleFatesTest {
    private static final Instant T1 = T0.plusSeconds(60);

    @Inject
    PeopleScene scene;

    @Inject
    PersonFates fates;

    @Inject
    MergePeople merges;

    @Inject
    BuryPeople burials;

    @Inject
    ErasePerson erasures;

    @Inject
    PersonIdentities identities;

    @BeforeEach
    void nobody() throws Exception {
        scene.clear();
    }

    @Test
    void historySaysOnWhichWayAMergeAndADeletionWereFound() {
        scene.write(ReadWay.SNAPSHOT, T0, List.of(reading(1, lead(1)), reading(2, lead(2)), reading(3, lead(3))));
        QuarkusTransaction.requiringNew().run(() -> {
            merges.merge(1, 3, ReadWay.RECONCILE, T1);
            burials.bury(List.of(2L), ReadWay.RECONCILE, T1);
            burials.bury(List.of(3L), ReadWay.FEED, T1);
        });
        assertThat(scene.rows("SELECT marketo_id, new_value, way FROM person_field_change ORDER BY marketo_id"))
                .containsExactly("1|ALIAS|RECONCILE", "2|TOMBSTONE|RECONCILE", "3|TOMBSTONE|FEED");
    }

    @Test
    void ofStaleReadingsItIsToldWhose() {
        scene.write(T1, reading(1, lead(1)), reading(2, lead(2)));
        Written written = scene.write(
                T0,
                reading(1, dev.touchstone.salessync.marketo.LeadField.TITLE, "old"),
                reading(2, lead(2)),
                reading(3, lead(3)));
        assertThat(written.staleIds()).containsExactly(1L);
        assertThat(written.stale()).isEqualTo(1);
    }

    /** Both want the people and the person's opt-outs: whoever comes second waits before it holds anything. */
    @Test
    void anErasureAndAMergeOfOnePersonWaitForEachOtherInOneOrder() throws Exception {
        scene.write(T0, reading(1, lead(1)), reading(2, lead(2)));
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<PeopleGone> merge = QuarkusTransaction.requiringNew().call(() -> {
                fates.hold();
                Future<PeopleGone> begun = other.submit(() -> scene.merge(1, 2, T1));
                await().untilAsserted(() -> assertThat(scene.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"
                                + " AND NOT granted AND database = (SELECT oid FROM pg_database"
                                + " WHERE datname = current_database())"))
                        .isNotEmpty());
                erasures.erase(1);
                return begun;
            });
            assertThat(merge.get()).isEqualTo(PeopleGone.NOBODY);
        }
        assertThat(identities.resolve(List.of(1L, 2L)))
                .containsEntry(1L, new Identity.Tombstone())
                .containsEntry(2L, new Identity.Live(2));
    }
}
