package dev.touchstone.touchpoint.derive;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
    private final DerivationMeters meters;
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
        this.meters = new DerivationMeters(meters);
    }

    private record Shard(ReentrantLock lock, ShardSweep sweep) {}

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < settings.workers(); i++) {
            int worker = i;
            threads.add(Thread.ofPlatform().name("derivation-" + i).daemon().start(() -> work(worker)));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            wakeup.signal();
            thread.join(Duration.ofSeconds(10));
        }
    }

    private void work(int worker) {
        try {
            while (!stopping && !schema.await(IDLE)) {
                // Nothing to do before there are tables.
            }
            WaitingShards waiting = new WaitingShards(this::waitingShards, clock);
            while (!stopping) {
                pass(worker, waiting);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Integer> waitingShards(Queue queue) {
        return marks.waitingShards(queue, number -> shard(queue, number).sweep().after());
    }

    private Shard shard(Queue queue, int number) {
        return shards.computeIfAbsent(queue + "/" + number, key -> new Shard(new ReentrantLock(), new ShardSweep()));
    }

    private void pass(int worker, WaitingShards waiting) throws InterruptedException {
        try {
            if (!workOnce(worker, waiting)) {
                wakeup.await(IDLE);
            } else {
                // Others may sleep while there is more than one thread can do.
                wakeup.signal();
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            // An error as well: nobody would notice that a thread is gone. Memory that was short may be there after the
            // sleep.
            Thread.sleep(AFTER_OUTAGE);
            report(e);
        }
    }

    /** Goes through the queues in their order once; true if anything was derived, or may have been overlooked. */
    private boolean workOnce(int worker, WaitingShards waiting) {
        waiting.beginPass();
        boolean worked = false;
        for (DerivationStep step : steps) {
            boolean workedHere = false;
            for (List<Integer> group : groups(waiting.of(step.queue()), worker)) {
                if (stopping) {
                    return true;
                }
                workedHere |= work(step, group);
            }
            waiting.tried(step.queue(), workedHere);
            worked |= workedHere;
        }
        return worked || waiting.isFromMemory();
    }

    /**
     * The worker's own shards first, then those of the others, in case these are not at work. One transaction for many shards
     * costs no more than one for each, and keys that are near each other are read and written together.
     */
    private List<List<Integer>> groups(List<Integer> waiting, int worker) {
        Map<Integer, List<Integer>> byWorker = new TreeMap<>();
        for (int shard : waiting) {
            int distance = Math.floorMod(shard - worker, settings.workers());
            byWorker.computeIfAbsent(distance, key -> new ArrayList<>()).add(shard);
        }
        return List.copyOf(byWorker.values());
    }

    private boolean work(DerivationStep step, List<Integer> numbers) {
        Map<Integer, Shard> held = new LinkedHashMap<>();
        try {
            for (int number : numbers) {
                Shard shard = shard(step.queue(), number);
                if (shard.sweep().isDue(clock.instant()) && shard.lock().tryLock()) {
                    held.put(number, shard);
                }
            }
            return !held.isEmpty() && derive(step, held);
        } finally {
            held.values().forEach(shard -> shard.lock().unlock());
        }
    }

    private boolean derive(DerivationStep step, Map<Integer, Shard> held) {
        Map<Integer, Shard> alone = new LinkedHashMap<>(held);
        Map<Integer, Shard> together = new LinkedHashMap<>(held);
        together.values().removeIf(shard -> shard.sweep().isCareful());
        boolean worked = false;
        if (together.size() > 1) {
            try {
                worked = derive(step, together, Math.ceilDiv(step.batchSize(), together.size()));
                alone.keySet().removeAll(together.keySet());
            } catch (DeriveBatch.Failed failed) {
                if (DatabaseErrors.outage(failed).isPresent()) {
                    throw failed;
                }
                // Which shard it was is seen when each is derived for itself.
            }
        }
        for (Map.Entry<Integer, Shard> shard : alone.entrySet()) {
            worked |= deriveAlone(step, shard.getKey(), shard.getValue());
        }
        return worked;
    }

    private boolean deriveAlone(DerivationStep step, int number, Shard shard) {
        try {
            return derive(step, Map.of(number, shard), shard.sweep().limit(step.batchSize()));
        } catch (DeriveBatch.Failed failed) {
            if (DatabaseErrors.outage(failed).isPresent()) {
                throw failed;
            }
            report(failed, step.queue(), shard.sweep().failed(failed.keys()));
            return failed.keys().size() > 1;
        }
    }

    /**
     * True if there was anything to derive.
     *
     * @param limit at most so many keys of each shard
     */
    private boolean derive(DerivationStep step, Map<Integer, Shard> held, int limit) {
        Map<Integer, String> afterByShard = new LinkedHashMap<>();
        held.forEach((number, shard) -> afterByShard.put(number, shard.sweep().after()));
        long start = System.nanoTime();
        Map<Integer, List<String>> derived = deriveBatch.run(step, afterByShard, limit);
        int keys = 0;
        for (Map.Entry<Integer, List<String>> ofShard : derived.entrySet()) {
            Objects.requireNonNull(held.get(ofShard.getKey()))
                    .sweep()
                    .derived(ofShard.getValue(), limit, clock.instant());
            keys += ofShard.getValue().size();
        }
        if (!derived.isEmpty()) {
            meters.derived(step.queue(), keys, Duration.ofNanos(System.nanoTime() - start));
        }
        return keys > 0;
    }

    /** With its cause once, and then in a sentence for as long as nothing changes. */
    private void report(DeriveBatch.Failed failed, Queue queue, boolean again) {
        meters.failed(queue);
        if (again) {
            Log.errorf("a key of queue %s still cannot be derived; it is tried again", queue.id());
        } else {
            Log.errorf(
                    failed, "deriving %d keys of queue %s failed", failed.keys().size(), queue.id());
        }
    }

    private void report(Throwable e) {
        if (stopping) {
            return;
        }
        Optional<String> outage = DatabaseErrors.outageSentence(e);
        if (outage.isPresent()) {
            Log.warnf("derivation waits: %s", outage.get());
        } else {
            meters.failedOutside();
            Log.error("derivation failed and is tried again", e);
        }
    }
}
