package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.trace.CarryTraces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes some keys of some shards and derives the effect of their changes, in one transaction: marks are gone exactly when the
 * effect is there.
 */
@ApplicationScoped
class DeriveBatch {
    private final MarkStore marks;
    private final CarryTraces traces;

    DeriveBatch(MarkStore marks, CarryTraces traces) {
        this.marks = marks;
        this.traces = traces;
    }

    /** Deriving these keys failed; nothing was changed. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<String> keys;

        Failed(List<String> keys, Throwable cause) {
            super("deriving " + keys.size() + " keys failed", cause);
            this.keys = keys;
        }

        List<String> keys() {
            return keys;
        }
    }

    /**
     * Derives one batch.
     *
     * @param afterByShard the shards, each with the key after which its keys are taken
     * @param limit at most so many keys of each shard
     * @return the keys that were derived, in order, by shard; a shard that another transaction has is not in it
     * @throws Failed if the step failed
     */
    Map<Integer, List<String>> run(DerivationStep step, Map<Integer, String> afterByShard, int limit) {
        Queue queue = step.queue();
        return QuarkusTransaction.requiringNew().call(() -> {
            Map<Integer, String> locked = new LinkedHashMap<>(afterByShard);
            locked.keySet().retainAll(marks.tryLock(queue, List.copyOf(afterByShard.keySet())));
            if (locked.isEmpty()) {
                return Map.of();
            }
            Map<Integer, List<String>> taken = marks.take(queue, locked, limit);
            List<String> keys = new ArrayList<>();
            taken.values().forEach(keys::addAll);
            if (!keys.isEmpty()) {
                traces.goOn(queue.id(), keys, () -> derive(step, keys));
            }
            return taken;
        });
    }

    private static void derive(DerivationStep step, List<String> keys) {
        try {
            step.derive(keys);
        } catch (RuntimeException | Error e) {
            // An error may be of one key, too, or of too many at once: they are tried one by one.
            throw new Failed(keys, e);
        }
    }
}
