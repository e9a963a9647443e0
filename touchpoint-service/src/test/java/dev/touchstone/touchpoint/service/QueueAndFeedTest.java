package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.touchpoint.ChangeFeed;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
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
        int shard = marks.waitingShards(Queue.VISITOR).get(0);

        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(marks.tryLock(Queue.VISITOR, List.of(shard))).containsExactly(shard);
            assertThat(marks.take(Queue.VISITOR, shard, "", 10)).containsExactly(KEY);
            CompletableFuture.runAsync(this::mark)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(waitingVisitors()).isEqualTo(1);
    }

    @Test
    void workerThatFailsLeavesTheMarks() {
        mark();
        int shard = marks.waitingShards(Queue.VISITOR).get(0);

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    marks.take(Queue.VISITOR, shard, "", 10);
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
        int shard = marks.waitingShards(Queue.VISITOR).get(0);

        List<String> keys = QuarkusTransaction.requiringNew().call(() -> marks.take(Queue.VISITOR, shard, "", 10));

        assertThat(keys).containsExactly(KEY);
        assertThat(marks.waitingShards(Queue.VISITOR)).isEmpty();
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

    private long waitingVisitors() {
        return marks.waiting().get(Queue.VISITOR.ordinal()).marks();
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
