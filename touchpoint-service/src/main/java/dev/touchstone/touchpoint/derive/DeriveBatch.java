package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Takes some keys of one shard and derives the effect of their changes, in one transaction: marks are gone exactly when the
 * effect is there.
 */
@ApplicationScoped
class DeriveBatch {
    private final MarkStore marks;

    DeriveBatch(MarkStore marks) {
        this.marks = marks;
    }

    /** Deriving these keys failed; nothing was changed. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<String> keys;

        Failed(List<String> keys, RuntimeException cause) {
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
     * @param after only keys after this one
     * @param limit at most so many keys
     * @return the keys that were derived, in order; empty if another transaction has the shard
     * @throws Failed if the step failed
     */
    Optional<List<String>> run(DerivationStep step, int shard, String after, int limit) {
        Queue queue = step.queue();
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!marks.tryLock(queue, shard)) {
                return Optional.<List<String>>empty();
            }
            List<String> keys = marks.take(queue, shard, after, limit);
            if (!keys.isEmpty()) {
                derive(step, keys);
            }
            return Optional.of(keys);
        });
    }

    private static void derive(DerivationStep step, List<String> keys) {
        try {
            step.derive(keys);
        } catch (RuntimeException e) {
            throw new Failed(keys, e);
        }
    }
}
