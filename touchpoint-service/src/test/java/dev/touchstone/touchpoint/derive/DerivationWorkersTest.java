package dev.touchstone.touchpoint.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.service.MappingStub;
import dev.touchstone.touchpoint.service.WithoutWorkers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker of its own with a step that fails when the test wants it to. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class DerivationWorkersTest {
    @Inject
    DeriveBatch deriveBatch;

    @Inject
    MarkStore marks;

    @Inject
    Wakeup wakeup;

    @Inject
    SchemaMigration schema;

    @Inject
    Clock clock;

    private final Set<String> derived = ConcurrentHashMap.newKeySet();
    private final Set<String> poison = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean shortOfMemory = new AtomicBoolean();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private DerivationWorkers workers;

    @BeforeEach
    void begin() throws InterruptedException {
        assertThat(schema.await(Duration.ofMinutes(1))).isTrue();
        takeAll();
        workers = new DerivationWorkers(
                List.of(new Step()), deriveBatch, marks, wakeup, schema, new DerivationSettings(100, 1), clock, meters);
    }

    @AfterEach
    void end() throws InterruptedException {
        workers.stop(new ShutdownEvent());
        takeAll();
    }

    @Test
    void workerGoesOnAfterAnErrorOutsideABatch() {
        shortOfMemory.set(true);
        mark("a");

        workers.start(new StartupEvent());

        await().atMost(Duration.ofMinutes(1)).until(() -> derived.contains("a"));
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void errorOfAKeyKeepsNoOtherWaiting() {
        poison.add("b");
        mark("a", "b", "c");

        workers.start(new StartupEvent());

        await().atMost(Duration.ofMinutes(1)).until(() -> derived.containsAll(List.of("a", "c")) && failures() > 1);
        assertThat(derived).doesNotContain("b");
        poison.clear();
        await().atMost(Duration.ofMinutes(1)).until(() -> derived.contains("b"));
    }

    /** Three shards are derived together, which fails; then each for itself, and one of them is another replica's. */
    @Test
    void shardOfAnotherReplicaWaitsWhileTheOthersAreDerivedAfterAFailure() {
        List<String> keys = List.of("a", "b", "c");
        List<Integer> shards = keys.stream().map(this::markAlone).toList();
        assertThat(shards).as("shards of the keys").doesNotHaveDuplicates();
        poison.add("a");

        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(marks.tryLock(Queue.VISITOR, List.of(shards.get(1)))).hasSize(1);
            workers.start(new StartupEvent());
            await().atMost(Duration.ofMinutes(1)).until(() -> derived.contains("c") && failures() > 1);
            assertThat(derived).containsExactly("c");
        });

        await().atMost(Duration.ofMinutes(1)).until(() -> derived.contains("b"));
        poison.clear();
        await().atMost(Duration.ofMinutes(1)).until(() -> derived.contains("a"));
        assertThat(marks.waitingShards(Queue.VISITOR, any -> "")).isEmpty();
    }

    private int markAlone(String key) {
        List<Integer> before = marks.waitingShards(Queue.VISITOR, any -> "");
        mark(key);
        return marks.waitingShards(Queue.VISITOR, any -> "").stream()
                .filter(shard -> !before.contains(shard))
                .findFirst()
                .orElseThrow();
    }

    private void mark(String... keys) {
        QuarkusTransaction.requiringNew().run(() -> marks.mark(Queue.VISITOR, List.of(keys)));
    }

    private void takeAll() {
        QuarkusTransaction.requiringNew()
                .run(() -> marks.take(
                        Queue.VISITOR,
                        IntStream.range(0, Queue.SHARDS).boxed().collect(Collectors.toMap(shard -> shard, any -> "")),
                        1_000));
    }

    private double failures() {
        return meters.find("touchstone.derivation.failures").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private final class Step implements DerivationStep {
        @Override
        public Queue queue() {
            return Queue.VISITOR;
        }

        @Override
        public int batchSize() {
            if (shortOfMemory.compareAndSet(true, false)) {
                throw new OutOfMemoryError("as if");
            }
            return 100;
        }

        @Override
        public void derive(List<String> keys) {
            if (keys.stream().anyMatch(poison::contains)) {
                throw new StackOverflowError("as if");
            }
            derived.addAll(keys);
        }
    }
}
