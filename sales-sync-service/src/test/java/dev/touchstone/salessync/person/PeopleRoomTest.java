package dev.touchstone.salessync.person;

import static dev.touchstone.salessync.person.PeopleScene.T0;
import static dev.touchstone.salessync.person.PeopleScene.lead;
import static dev.touchstone.salessync.person.PeopleScene.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.warning.SyncWarning;
import dev.touchstone.salessync.warning.SyncWarnings;
import dev.touchstone.testing.database.PostgresTestResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-I-10: a warning at 90 % of the people that may be, and nobody new at 100 %. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PeopleRoomTest {
    @Inject
    PeopleScene scene;

    @Inject
    Database database;

    @Inject
    SuppressedAddresses suppressed;

    @Inject
    SqlPersonStore.Beside beside;

    @Inject
    PersonComparison comparison;

    @Inject
    SyncWarnings warnings;

    @Inject
    TestClock clock;

    private PersonStore store;

    @BeforeEach
    void nobody() throws Exception {
        scene.clear();
        scene.execute("DELETE FROM sync_warning");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        PeopleRoom room = new PeopleRoom(comparison, new PeopleCapacity(10), warnings, clock, meters);
        store = new SqlPersonStore(database, suppressed, beside, clock, meters, room);
    }

    @AfterEach
    void leave() throws Exception {
        scene.execute("DELETE FROM sync_warning");
        clock.reset();
    }

    private Written write(Instant at, List<PersonReading> readings) {
        return QuarkusTransaction.requiringNew().call(() -> store.write(readings, ReadWay.FEED, at));
    }

    private Written add(long from, long to) {
        return write(
                T0,
                LongStream.rangeClosed(from, to)
                        .mapToObj(id -> reading(id, lead(id)))
                        .toList());
    }

    private List<SyncWarning.Kind> kinds() {
        return warnings.list().stream().map(SyncWarning::kind).toList();
    }

    @Test
    void atNinetyPercentThereIsAWarningAndAtAHundredNobodyNewComesIn() throws Exception {
        add(1, 8);
        add(1, 1);
        assertThat(kinds()).isEmpty();
        add(9, 9);
        add(1, 1);
        assertThat(kinds()).containsExactly(SyncWarning.Kind.CAPACITY_WARNING);

        // A page is taken as a whole: the limit is no hard stop.
        assertThat(add(10, 12).added()).isEqualTo(3);
        Written written = write(T0.plusSeconds(1), List.of(reading(1, LeadField.TITLE, "CEO"), reading(13, lead(13))));
        assertThat(written.changed()).isEqualTo(1);
        assertThat(written.count(Verdict.NO_ROOM)).isEqualTo(1);
        assertThat(scene.rows("SELECT 1 FROM person")).hasSize(12);
        assertThat(kinds()).containsExactly(SyncWarning.Kind.CAPACITY_REACHED);

        // Nothing is remembered of whoever was left out: as soon as there is room, a reading takes it in.
        scene.bury(T0.plusSeconds(2), List.of(1L, 2L, 3L, 4L, 5L));
        clock.advanceTo(clock.instant().plus(Duration.ofMinutes(2)));
        assertThat(add(13, 13).added()).isEqualTo(1);
        assertThat(kinds()).isEmpty();
    }

    /** A preview writes what is taken back: nobody is left out for it. */
    @Test
    void whatIsTakenBackTakesNoRoom() {
        add(1, 8);
        List<PersonReading> preview = LongStream.rangeClosed(9, 12)
                .mapToObj(id -> reading(id, lead(id)))
                .toList();
        QuarkusTransaction.begin();
        try {
            assertThat(store.write(preview, ReadWay.FEED, T0).added()).isEqualTo(4);
        } finally {
            QuarkusTransaction.rollback();
        }
        assertThat(add(9, 9).added()).isEqualTo(1);
        assertThat(kinds()).doesNotContain(SyncWarning.Kind.CAPACITY_REACHED);
    }

    @Test
    void theWarningBeginsAtNinetyPercentExactly() {
        PeopleCapacity capacity = new PeopleCapacity(1_500_000);
        assertThat(capacity.at(1_349_999)).isEqualTo(PeopleCapacity.Level.FREE);
        assertThat(capacity.at(1_350_000)).isEqualTo(PeopleCapacity.Level.WARNING);
        assertThat(capacity.at(1_499_999)).isEqualTo(PeopleCapacity.Level.WARNING);
        assertThat(capacity.at(1_500_000)).isEqualTo(PeopleCapacity.Level.REACHED);
        assertThat(new PeopleCapacity(1).at(0)).isEqualTo(PeopleCapacity.Level.FREE);
        assertThatThrownBy(() -> new PeopleCapacity(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
