package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
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

    DeriveBatch(MarkStore marks) {
        this.marks = marks;
    }

    /**
     * What to take of a shard.
     *
     * @param shard which
     * @param after only keys after this one
     * @param limit at most so many keys
     */
    record Take(int shard, String after, int limit) {}

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
     * @return the keys that were derived, in order, by shard; a shard that another transaction has is not in it
     * @throws Failed if the step failed
     */
    Map<Integer, List<String>> run(DerivationStep step, List<Take> takes) {
        Queue queue = step.queue();
        return QuarkusTransaction.requiringNew().call(() -> {
            List<Integer> locked =
                    marks.tryLock(queue, takes.stream().map(Take::shard).toList());
            Map<Integer, List<String>> taken = new LinkedHashMap<>();
            for (Take take : takes) {
                if (locked.contains(take.shard())) {
                    taken.put(take.shard(), marks.take(queue, take.shard(), take.after(), take.limit()));
                }
            }
            List<String> keys = new ArrayList<>();
            taken.values().forEach(keys::addAll);
            if (!keys.isEmpty()) {
                derive(step, keys);
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
