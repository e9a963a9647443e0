package dev.touchstone.touchpoint.derive;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a worker stands in a shard: it goes through the keys in order and begins again at the end, so that none starves.
 *
 * <p>After a failure the keys of the batch are tried one by one, so that a single key that cannot be derived keeps no other
 * waiting; it is tried again in the next round. Guarded by the shard's owner: one worker of the process at a time.
 */
final class ShardSweep {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** How many failed keys are remembered; more are taken for known. */
    private static final int MAX_FAILED = 1_000;

    private volatile String after = "";
    private int oneByOne;
    private final Set<String> failedBefore = new HashSet<>();
    private final Set<String> failedNow = new HashSet<>();
    private boolean isNothingNew = true;
    private volatile Instant pausedUntil = Instant.MIN;

    /** Only keys after this one are next. */
    String after() {
        return after;
    }

    /** False while only keys that have just failed again are left: they are tried once more after a pause. */
    boolean isDue(Instant now) {
        return !now.isBefore(pausedUntil);
    }

    /** True while there are keys that fail: together with other shards they would have all fail. */
    boolean isCareful() {
        return oneByOne > 0 || !failedNow.isEmpty() || !failedBefore.isEmpty();
    }

    /** How many keys to take next. */
    int limit(int batchSize) {
        return oneByOne > 0 ? 1 : batchSize;
    }

    /** These keys, possibly none, were derived out of so many asked for. */
    void derived(List<String> keys, int asked, Instant now) {
        oneByOne = Math.max(0, oneByOne - 1);
        if (!keys.isEmpty()) {
            isNothingNew = false;
            keys.forEach(failedBefore::remove);
            keys.forEach(failedNow::remove);
        }
        if (keys.size() < asked) {
            endRound(now);
        } else {
            after = keys.get(keys.size() - 1);
        }
    }

    private void endRound(Instant now) {
        if (isNothingNew && !failedNow.isEmpty()) {
            pausedUntil = now.plus(PAUSE);
        }
        after = "";
        isNothingNew = true;
        failedBefore.clear();
        failedBefore.addAll(failedNow);
        failedNow.clear();
    }

    /**
     * These keys failed.
     *
     * @return true if that is known: a key of them has failed in this round or the one before
     */
    boolean failed(List<String> keys) {
        boolean known = keys.stream().anyMatch(this::isKnown);
        if (keys.size() > 1) {
            oneByOne = keys.size();
            return known;
        }
        String key = keys.get(0);
        after = key;
        oneByOne = Math.max(0, oneByOne - 1);
        isNothingNew &= known;
        if (failedNow.size() < MAX_FAILED) {
            failedNow.add(key);
        }
        return known;
    }

    private boolean isKnown(String key) {
        return failedNow.contains(key)
                || failedBefore.contains(key)
                || failedBefore.size() >= MAX_FAILED
                || failedNow.size() >= MAX_FAILED;
    }
}
