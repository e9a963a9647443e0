package dev.touchstone.touchpoint.derive;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads that derive. They share the shards of all queues with each other and with the workers of other replicas; any of
 * them may die at any time.
 */
@ApplicationScoped
public class DerivationWorkers {
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(1);

    private final List<DerivationStep> steps;
    private final DeriveBatch deriveBatch;
    private final MarkStore marks;
    private final Wakeup wakeup;
    private final SchemaMigration schema;
    private final DerivationSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Shard> shards = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    DerivationWorkers(
            @All List<DerivationStep> steps,
            DeriveBatch deriveBatch,
            MarkStore marks,
            Wakeup wakeup,
            SchemaMigration schema,
            DerivationSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.steps = steps.stream()
                .sorted(Comparator.comparing(DerivationStep::queue))
                .toList();
        this.deriveBatch = deriveBatch;
        this.marks = marks;
        this.wakeup = wakeup;
        this.schema = schema;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    private record Shard(ReentrantLock lock, ShardSweep sweep) {}

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < settings.workers(); i++) {
            threads.add(Thread.ofPlatform().name("derivation-" + i).daemon().start(this::work));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            wakeup.signal();
            thread.join(Duration.ofSeconds(10));
        }
    }

    private void work() {
        try {
            while (!stopping && !schema.await(IDLE)) {
                // Nothing to do before there are tables.
            }
            while (!stopping) {
                pass();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass() throws InterruptedException {
        try {
            if (!workOnce()) {
                wakeup.await(IDLE);
            } else {
                // Others may sleep while there is more than one thread can do.
                wakeup.signal();
            }
        } catch (RuntimeException e) {
            report(e);
            Thread.sleep(AFTER_OUTAGE);
        }
    }

    /** Goes through the queues in their order once; true if anything was derived. */
    private boolean workOnce() {
        boolean worked = false;
        for (DerivationStep step : steps) {
            List<Integer> waiting = new ArrayList<>(marks.waitingShards(step.queue()));
            // Workers that begin with different shards do not get into each other's way.
            Collections.rotate(waiting, (int) (Thread.currentThread().threadId() % Queue.SHARDS));
            for (int shard : waiting) {
                if (stopping) {
                    return true;
                }
                worked |= work(step, shard);
            }
        }
        return worked;
    }

    private boolean work(DerivationStep step, int number) {
        Shard shard = shards.computeIfAbsent(
                step.queue() + "/" + number, key -> new Shard(new ReentrantLock(), new ShardSweep()));
        if (!shard.sweep().isDue(clock.instant()) || !shard.lock().tryLock()) {
            return false;
        }
        try {
            return derive(step, number, shard.sweep());
        } finally {
            shard.lock().unlock();
        }
    }

    private boolean derive(DerivationStep step, int number, ShardSweep sweep) {
        int limit = sweep.limit(step.batchSize());
        Timer.Sample sample = Timer.start(meters);
        try {
            Optional<List<String>> derived = deriveBatch.run(step, number, sweep.after(), limit);
            if (derived.isEmpty()) {
                return false;
            }
            sweep.derived(derived.get(), limit);
            String queue = step.queue().id();
            sample.stop(meters.timer("touchstone.derivation.batch", "queue", queue));
            meters.counter("touchstone.derivation.keys", "queue", queue)
                    .increment(derived.get().size());
            return !derived.get().isEmpty();
        } catch (DeriveBatch.Failed failed) {
            if (DatabaseErrors.outage(failed).isPresent()) {
                throw failed;
            }
            report(failed, step.queue(), sweep.failed(failed.keys(), clock.instant()));
            return failed.keys().size() > 1;
        }
    }

    /** With its cause once, and then in a sentence for as long as nothing changes. */
    private void report(DeriveBatch.Failed failed, Queue queue, boolean again) {
        meters.counter("touchstone.derivation.failures", "queue", queue.id()).increment();
        if (again) {
            Log.errorf("a key of queue %s still cannot be derived; it is tried again", queue.id());
        } else {
            Log.errorf(
                    failed, "deriving %d keys of queue %s failed", failed.keys().size(), queue.id());
        }
    }

    private void report(RuntimeException e) {
        Optional<String> outage = DatabaseErrors.outageSentence(e);
        if (stopping) {
            return;
        }
        if (outage.isPresent()) {
            Log.warnf("derivation waits: %s", outage.get());
        } else {
            Log.error("derivation failed and is tried again", e);
        }
    }
}
