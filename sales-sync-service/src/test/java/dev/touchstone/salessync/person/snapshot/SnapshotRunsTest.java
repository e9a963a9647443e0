package dev.touchstone.salessync.person.snapshot;

import static dev.touchstone.salessync.person.PeopleScene.T0;
import static dev.touchstone.salessync.person.PeopleScene.lead;
import static dev.touchstone.salessync.person.PeopleScene.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.diagnostic.DeadLetters;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.marketo.MarketoGateway;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.person.ErasePerson;
import dev.touchstone.salessync.person.PeopleScene;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a run for the next one, and steps of a static list: real PostgreSQL, Marketo emulated over HTTP. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class SnapshotRunsTest {
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(2, 2);
    private static final long LIST = 5;

    @Inject
    PeopleScene scene;

    @Inject
    SnapshotRuns runs;

    @Inject
    SqlRunStore store;

    @Inject
    SqlWindowStore windows;

    @Inject
    SqlSeenStore seen;

    @Inject
    DeadLetters letters;

    @Inject
    RetryWindows retry;

    @Inject
    CommitPage page;

    @Inject
    ErasePerson erase;

    @Inject
    MarketoGateway gateway;

    @Inject
    DataSource database;

    @Inject
    TestClock clock;

    MarketoEmulator marketo;

    @BeforeEach
    void nothing() throws Exception {
        scene.clear();
        forget();
        FreshBudget.reset(database);
        marketo.reset();
        marketo.clock().set(clock.instant());
    }

    @AfterEach
    void forget() throws Exception {
        scene.execute("UPDATE person_sync SET run_id = NULL, complete_run_id = NULL; DELETE FROM snapshot_run;"
                + " TRUNCATE snapshot_seen, dirty_person, dead_letter");
    }

    private static ExportWindow window(int day, int minutes) {
        Instant from = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day));
        return ExportWindow.planned(new ExportWindow.Range(from, from.plus(Duration.ofMinutes(minutes))), T0);
    }

    private void run(UUID id, SnapshotWay way, Instant at, ExportWindow... theWindows) {
        QuarkusTransaction.requiringNew().run(() -> {
            store.write(SnapshotRun.begin(id, SnapshotRun.Purpose.RECONCILE, at).using(way));
            windows.write(id, List.of(theWindows));
            for (ExportWindow window : theWindows) {
                if (window.state() == ExportWindow.State.LOST) {
                    letters.put(RetryWindows.letter(id, window, at));
                }
            }
        });
    }

    private void end(UUID id) {
        QuarkusTransaction.requiringNew().run(() -> {
            runs.end(id, T0.plusSeconds(60));
            runs.supersede(id, T0.plusSeconds(60));
        });
    }

    private void retry(UUID id, ExportWindow window) {
        QuarkusTransaction.requiringNew().run(() -> retry.retry(List.of(RetryWindows.key(id, window.range()))));
    }

    private List<String> left() {
        return scene.rows("SELECT run_id, extract(day FROM from_at AT TIME ZONE 'UTC'), state FROM snapshot_window"
                + " ORDER BY from_at");
    }

    private List<String> keys() {
        return scene.rows("SELECT key FROM dead_letter ORDER BY key");
    }

    /** P1, AC-104: a list tells nothing of those whom an earlier run could not read; they stay unread, and are told of. */
    @Test
    void aListLeavesUnreadWhatAnEarlierRunCouldNotRead() {
        ExportWindow lost = window(1, 60).lost("it failed", T0);
        ExportWindow retried = window(2, 60).lost("it failed", T0);
        ExportWindow readSince = window(3, 60).lost("it failed", T0);
        run(FIRST, SnapshotWay.BULK_EXTRACT, T0, window(0, 60).ingested(T0), lost, retried, readSince);
        retry(FIRST, retried);
        run(SECOND, SnapshotWay.STATIC_LIST, T0.plusSeconds(1), window(3, 90).ingested(T0));
        end(SECOND);

        assertThat(left())
                .containsExactly(
                        FIRST + "|1|INGESTED", SECOND + "|2|LOST", SECOND + "|3|PLANNED", SECOND + "|4|INGESTED");
        assertThat(runs.unread(SECOND).count()).isEqualTo(2);
        assertThat(runs.hasOpenWindows(runs.find(SECOND).orElseThrow())).isTrue();
        assertThat(keys())
                .containsExactly(RetryWindows.key(SECOND, lost.range()), RetryWindows.key(SECOND, retried.range()));
    }

    @Test
    void byExportsOrIdsEverybodyIsReadAfterAll() {
        for (SnapshotWay way : EnumSet.of(SnapshotWay.BULK_EXTRACT, SnapshotWay.ID_RANGES)) {
            run(FIRST, SnapshotWay.BULK_EXTRACT, T0, window(1, 60).lost("it failed", T0));
            run(SECOND, way, T0.plusSeconds(1));
            end(SECOND);
            assertThat(left()).isEmpty();
            assertThat(keys()).isEmpty();
        }
    }

    /** An operator has a window tried again while the run that gave it up reads a list: it is read after the run. */
    @Test
    void aWindowThatIsTriedAgainOutlivesTheListOfItsRun() {
        ExportWindow lost = window(1, 60).lost("it failed", T0);
        run(FIRST, SnapshotWay.STATIC_LIST, T0, lost, window(2, 60));
        retry(FIRST, lost);
        end(FIRST);
        assertThat(left()).containsExactly(FIRST + "|2|PLANNED");
        assertThat(runs.unread(FIRST).count()).isEqualTo(1);
        assertThat(keys()).containsExactly(RetryWindows.key(FIRST, lost.range()));
    }

    /** Anybody may name an id that is none of Marketo's, and have it erased; the reading by ids does not go there. */
    @Test
    void anIdThatWasErasedIsNoHighestId() throws Exception {
        scene.write(T0, reading(7, lead(7)), reading(2_000_000_000L, lead(8)));
        assertThat(seen.highest()).isEqualTo(2_000_000_000L);
        erase.erase(2_000_000_000L);
        assertThat(seen.highest()).isEqualTo(7);
        scene.execute("INSERT INTO dirty_person (marketo_id, marked_at, due_at) VALUES (99999999999, now(), now())");
        assertThat(seen.highest()).isEqualTo(7);
    }

    private static Reading reads(MarketoInstance instance, SnapshotRun run) {
        return Reading.of(run, instance, Lane.SNAPSHOT, () -> {}, batch -> {});
    }

    /** P5: a position that Marketo does not take any more is given up, and the list read from its beginning. */
    @Test
    void aRefusedPositionInAListIsReplaced() {
        for (int id = 1; id <= 450; id++) {
            marketo.leads().put(id, Map.of("email", "person" + id + "@x.test"));
        }
        marketo.lists().putEverybody(LIST, "Ours");
        MarketoInstance instance =
                gateway.open(new MarketoCredentials(marketo.baseUrl(), "touchstone-demo", "touchstone-demo-secret"));
        SnapshotPolicy policy = new SnapshotPolicy(
                EnumSet.of(SnapshotWay.STATIC_LIST),
                T0,
                OptionalLong.of(LIST),
                new ExportQuota(0, 80),
                Path.of("unused"),
                100,
                new WayEstimates.CallPace(1, Duration.ofSeconds(1), 1));
        StaticList list = new StaticList(page, policy, clock);
        SnapshotRun begun =
                SnapshotRun.begin(FIRST, SnapshotRun.Purpose.FIRST, T0).using(SnapshotWay.STATIC_LIST);

        assertThat(list.step(reads(instance, begun.at("NOT-A-POSITION")))).isEqualTo(new Outcome.Worked());
        SnapshotRun after = store.find(FIRST).orElseThrow();
        assertThat(after.counts().read()).isEqualTo(300);
        assertThat(list.step(reads(instance, after))).isEqualTo(new Outcome.Exhausted());
        assertThat(scene.rows("SELECT count(*) FROM snapshot_seen")).containsExactly("450");

        assertThat(begun.at("NOT-A-POSITION").tryingAgain().listToken()).isNull();
        marketo.lists().remove(LIST);
        assertThat(list.step(reads(instance, begun.at("NOT-A-POSITION")))).isInstanceOf(Outcome.Unavailable.class);
    }
}
