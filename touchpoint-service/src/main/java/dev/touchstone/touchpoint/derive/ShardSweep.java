package dev.touchstone.touchpoint.derive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where a worker stands in a shard: it goes through the keys in order and begins again at the end, so that none starves.
 *
 * <p>After a failure the keys of the batch are tried one by one, so that a single key that cannot be derived keeps no other
 * waiting; it is tried again in the next round. Guarded by the shard's owner: one worker of the process at a time.
 */
final class ShardSweep {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private String after = "";
    private int oneByOne;
    private String lastFailed = "";
    private volatile Instant pausedUntil = Instant.MIN;

    /** Only keys after this one are next. */
    String after() {
        return after;
    }

    /** False while only a key that has just failed is left: it is tried again after a pause. */
    boolean isDue(Instant now) {
        return !now.isBefore(pausedUntil);
    }

    /** True while the keys of a batch that failed are tried one by one. */
    boolean isOneByOne() {
        return oneByOne > 0;
    }

    /** What to take of the shard next. */
    DeriveBatch.Take take(int shard, int batchSize) {
        return new DeriveBatch.Take(shard, after, limit(batchSize));
    }

    /** How many keys to take next. */
    int limit(int batchSize) {
        return oneByOne > 0 ? 1 : batchSize;
    }

    /** These keys, possibly none, were derived out of so many asked for. */
    void derived(List<String> keys, int asked) {
        oneByOne = Math.max(0, oneByOne - 1);
        if (!keys.isEmpty()) {
            lastFailed = "";
        }
        after = keys.size() < asked ? "" : keys.get(keys.size() - 1);
    }

    /**
     * These keys failed.
     *
     * @return true if it is the same single key that failed last, and nothing else was derived since
     */
    boolean failed(List<String> keys, Instant now) {
        if (keys.size() > 1) {
            oneByOne = keys.size();
            return false;
        }
        String key = keys.get(0);
        after = key;
        oneByOne = Math.max(0, oneByOne - 1);
        boolean again = key.equals(lastFailed);
        if (again) {
            pausedUntil = now.plus(PAUSE);
        }
        lastFailed = key;
        return again;
    }
}
