package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.mark.IdentityKey;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.touchpoint.ChangeFeed;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What decisions 0011 and 0012 promise of the queue and the feed, with transactions that overlap. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class QueueAndFeedTest {
    private static final String KEY = "visitor-1";

    @Inject
    MarkStore marks;

    @Inject
    ChangeFeed feed;

    @Inject
    SchemaMigration schema;

    @Inject
    AgroalDataSource dataSource;

    private StoredState state;

    @BeforeEach
    void begin() throws InterruptedException {
        assertThat(schema.await(Duration.ofMinutes(1))).isTrue();
        state = new StoredState(dataSource);
        state.clear();
    }

    /** The fact that comes while its key is being derived: its mark waits for nobody and is not lost. */
    @Test
    void markThatCommitsWhileItsKeyIsDerivedStays() {
        mark();
        int shard = marks.waitingShards(Queue.VISITOR, any -> "").get(0);

        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(marks.tryLock(Queue.VISITOR, List.of(shard))).containsExactly(shard);
            assertThat(take(Queue.VISITOR, shard)).containsExactly(KEY);
            CompletableFuture.runAsync(this::mark)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(waitingVisitors()).isEqualTo(1);
    }

    @Test
    void workerThatFailsLeavesTheMarks() {
        mark();
        int shard = marks.waitingShards(Queue.VISITOR, any -> "").get(0);

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    take(Queue.VISITOR, shard);
                    throw new IllegalStateException("the worker dies");
                }))
                .hasMessageContaining("the worker dies");

        assertThat(waitingVisitors()).isEqualTo(1);
    }

    @Test
    void burstOfChangesToOneKeyIsTakenAtOnce() {
        for (int i = 0; i < 20; i++) {
            mark();
        }
        int shard = marks.waitingShards(Queue.VISITOR, any -> "").get(0);

        List<String> keys = QuarkusTransaction.requiringNew().call(() -> take(Queue.VISITOR, shard));

        assertThat(keys).containsExactly(KEY);
        assertThat(marks.waitingShards(Queue.VISITOR, any -> "")).isEmpty();
    }

    /** Where the search begins decides how long it takes, not what it finds. */
    @Test
    void shardIsWaitingWhereverTheSearchForItsMarksBegins() {
        mark();

        List<Integer> fromTheStart = marks.waitingShards(Queue.VISITOR, any -> "");

        assertThat(fromTheStart).hasSize(1);
        assertThat(marks.waitingShards(Queue.VISITOR, any -> KEY)).isEqualTo(fromTheStart);
        assertThat(marks.waitingShards(Queue.VISITOR, any -> KEY + "0")).isEqualTo(fromTheStart);
    }

    @Test
    void shardIsOneTransactionsAtATime() {
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(marks.tryLock(Queue.VISITOR, List.of(7))).containsExactly(7);
            List<Integer> other = CompletableFuture.supplyAsync(() ->
                            QuarkusTransaction.requiringNew().call(() -> marks.tryLock(Queue.VISITOR, List.of(6, 7))))
                    .join();
            List<Integer> otherQueue = CompletableFuture.supplyAsync(
                            () -> QuarkusTransaction.requiringNew().call(() -> marks.tryLock(Queue.PERSON, List.of(7))))
                    .join();
            assertThat(other).containsExactly(6);
            assertThat(otherQueue).containsExactly(7);
        });
        assertThat(QuarkusTransaction.requiringNew().call(() -> marks.tryLock(Queue.VISITOR, List.of(7))))
                .containsExactly(7);
    }

    /** Plans of a worker's transaction go along indexes, and are not compiled because a path that is switched off seems dear. */
    @Test
    void aWorkersTransactionIsPlannedForFewKeys() {
        List<String> settings = QuarkusTransaction.requiringNew().call(() -> {
            marks.tryLock(Queue.VISITOR, List.of(7));
            return settings();
        });

        assertThat(settings).containsExactly("off", "off", "off", "off", "force_custom_plan");
    }

    private List<String> settings() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT current_setting('jit'), current_setting('enable_seqscan'),"
                                + " current_setting('enable_hashjoin'), current_setting('enable_mergejoin'),"
                                + " current_setting('plan_cache_mode')")) {
            row.next();
            List<String> settings = new ArrayList<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                settings.add(row.getString(column));
            }
            return settings;
        }
    }

    /** A reader that has passed a later transaction would never see an earlier one that commits after it. */
    @Test
    void readerSeesNothingThatAnOlderRunningTransactionMayStillPrecede() throws Exception {
        ChangeFeed.Position start = feed.end();
        UUID older = new UUID(1, 1);
        UUID later = new UUID(2, 2);
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> running = CompletableFuture.runAsync(
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    feed.remapped(List.of(older));
                    written.countDown();
                    await(release);
                }));
        await(written);
        QuarkusTransaction.requiringNew().run(() -> feed.remapped(List.of(later)));

        assertThat(feed.read(start, 10)).isEmpty();

        release.countDown();
        running.get(1, TimeUnit.MINUTES);
        List<ChangeFeed.Change> changes = feed.read(start, 10);
        assertThat(changes).extracting(ChangeFeed.Change::mappingKeyId).containsExactly(older, later);
        assertThat(feed.read(changes.get(0).position(), 10))
                .extracting(ChangeFeed.Change::mappingKeyId)
                .containsExactly(later);
    }

    /** The number of a transaction that a crash may undo is given again. */
    @Test
    void endOfTheFeedIsOfATransactionThatWroteToIt() {
        assertThat(feed.end()).isEqualTo(new ChangeFeed.Position(0, Integer.MAX_VALUE));
        QuarkusTransaction.requiringNew().run(() -> feed.remapped(List.of(new UUID(1, 1))));
        ChangeFeed.Change change = feed.read(new ChangeFeed.Position(0, 0), 10).get(0);

        mark();

        assertThat(feed.end().transactionId()).isEqualTo(change.position().transactionId());
        assertThat(feed.read(feed.end(), 10)).isEmpty();
    }

    @Test
    void everythingIsMarkedInPortions() {
        Set<String> visitors = new TreeSet<>();
        Set<String> people = new TreeSet<>();
        for (int i = 0; i < 7; i++) {
            UUID person = new UUID(i, i + 1);
            // Some with sessions only, some with events only, some with both.
            String visitor = "visitor/" + i;
            visitors.add(visitor);
            people.add(person.toString());
            if (i % 3 != 0) {
                storeEvents(visitor);
            }
            if (i % 3 != 1) {
                storeSession(visitor);
            }
            state.execute("INSERT INTO person VALUES ('" + person + "', 'p" + i + "@example.com')");
            state.execute("INSERT INTO crm_person_identity VALUES ('crm" + i + "', '" + person + "')");
        }
        QuarkusTransaction.requiringNew().run(() -> marks.mark(Queue.ALIAS, List.of(IdentityKey.EVERYTHING)));

        int portions = 0;
        while (!marks.waitingShards(Queue.ALIAS, any -> "").isEmpty()) {
            long before = waiting();
            QuarkusTransaction.requiringNew().run(() -> {
                int shard = marks.waitingShards(Queue.ALIAS, any -> "").get(0);
                marks.markVisitorsOf(take(Queue.ALIAS, shard), 2);
            });
            assertThat(waiting() - before).as("marks of a portion").isLessThanOrEqualTo(2);
            portions++;
        }

        assertThat(portions)
                .as("four portions of each part, and one that finds no more")
                .isEqualTo(15);
        assertThat(state.texts("SELECT key FROM dirty_mark WHERE queue = 'visitor'"))
                .containsExactlyInAnyOrderElementsOf(visitors);
        assertThat(state.texts("SELECT key FROM dirty_mark WHERE queue = 'crm_person'"))
                .hasSize(7)
                .doesNotHaveDuplicates();
        assertThat(state.texts("SELECT key FROM dirty_mark WHERE queue = 'person'"))
                .containsExactlyInAnyOrderElementsOf(people);
    }

    private void storeEvents(String visitor) {
        for (String month : List.of("2025-01", "2025-02")) {
            state.execute("SELECT create_web_event_month('" + month + "-01')");
            state.execute("INSERT INTO web_event (visitor_id, occurred_at, event_id, type, page_url, received_at)"
                    + " SELECT '" + visitor + "', '" + month + "-02T00:00:00Z', id, 'PAGE_VIEW', '', now()"
                    + " FROM (VALUES ('e1'), ('e2')) ids (id)");
        }
    }

    private void storeSession(String visitor) {
        state.execute(
                "INSERT INTO session (visitor_id, session_id, started_at, ended_at, start_reason, page_view_count,"
                        + " form_submission_count, landing_page, landing_page_raw, referrer_page, referrer_page_raw, referrer_host,"
                        + " utm_source, utm_medium, utm_campaign, utm_content, utm_term, form_url, mapping_key_id, digest)"
                        + " SELECT '" + visitor
                        + "', id, now(), now(), 'FIRST_EVENT', 1, 0, '', '', '', '', '', '', '', '', '',"
                        + " '', '', id, id FROM (VALUES (gen_random_uuid()), (gen_random_uuid())) ids (id)");
    }

    private long waiting() {
        return marks.waiting().stream()
                .filter(queue -> queue.queue() != Queue.ALIAS)
                .mapToLong(MarkStore.Waiting::marks)
                .sum();
    }

    private long waitingVisitors() {
        return marks.waiting().get(Queue.VISITOR.ordinal()).marks();
    }

    private List<String> take(Queue queue, int shard) {
        return Objects.requireNonNull(marks.take(queue, Map.of(shard, ""), 10).get(shard));
    }

    private void mark() {
        QuarkusTransaction.requiringNew().run(() -> marks.mark(Queue.VISITOR, List.of(KEY)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
