package dev.touchstone.touchpoint.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A worker that a test leads by the hand, where no others work: it decides what is derived when. */
@ApplicationScoped
public class HandDerivation {
    private static final int LIMIT = 1_000;

    private final List<DerivationStep> steps;
    private final DeriveBatch deriveBatch;
    private final MarkStore marks;

    HandDerivation(@All List<DerivationStep> steps, DeriveBatch deriveBatch, MarkStore marks) {
        this.steps = steps;
        this.deriveBatch = deriveBatch;
        this.marks = marks;
    }

    /** Derives everything that waits in a queue now; the keys. */
    public List<String> derive(Queue queue) {
        return derive(queue, () -> {});
    }

    /**
     * The same, and does something else in between: when the effect is written but not committed. At least one key must wait.
     */
    public List<String> deriveAndMeanwhile(Queue queue, Runnable meanwhile) {
        List<String> keys = derive(queue, meanwhile);
        assertThat(keys).as("keys of %s", queue).isNotEmpty();
        return keys;
    }

    /** Derives until nothing waits; the visitors derived. */
    public List<String> drain() {
        List<String> visitors = new ArrayList<>();
        while (marks.waiting().stream().anyMatch(queue -> queue.marks() > 0)) {
            for (Queue queue : Queue.values()) {
                List<String> keys = derive(queue);
                if (queue == Queue.VISITOR) {
                    visitors.addAll(keys);
                }
            }
        }
        return visitors;
    }

    private List<String> derive(Queue queue, Runnable meanwhile) {
        DerivationStep step = steps.stream()
                .filter(candidate -> candidate.queue() == queue)
                .findFirst()
                .orElseThrow();
        List<String> keys = new ArrayList<>();
        for (int shard : marks.waitingShards(queue, any -> "")) {
            Map<Integer, List<String>> derived =
                    deriveBatch.run(new Interrupted(step, meanwhile), Map.of(shard, ""), LIMIT);
            assertThat(derived).as("shards that no other transaction has").containsKey(shard);
            keys.addAll(derived.get(shard));
        }
        return keys;
    }

    private record Interrupted(DerivationStep step, Runnable meanwhile) implements DerivationStep {
        @Override
        public Queue queue() {
            return step.queue();
        }

        @Override
        public int batchSize() {
            return step.batchSize();
        }

        @Override
        public void derive(List<String> keys) {
            step.derive(keys);
            meanwhile.run();
        }
    }
}
