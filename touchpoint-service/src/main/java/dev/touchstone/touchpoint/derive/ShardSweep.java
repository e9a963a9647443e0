package dev.touchstone.touchpoint.derive;

import java.util.List;

/**
 * Where a worker stands in a shard: it goes through the keys in order and begins again at the end, so that none starves.
 *
 * <p>After a failure the keys of the batch are tried one by one, so that a single key that cannot be derived keeps no other
 * waiting; it is tried again in the next round. Guarded by the shard's owner: one worker of the process at a time.
 */
final class ShardSweep {
    private String after = "";
    private int oneByOne;

    /** Only keys after this one are next. */
    String after() {
        return after;
    }

    /** How many keys to take next. */
    int limit(int batchSize) {
        return oneByOne > 0 ? 1 : batchSize;
    }

    /** These keys, possibly none, were derived out of so many asked for. */
    void derived(List<String> keys, int asked) {
        oneByOne = Math.max(0, oneByOne - 1);
        after = keys.size() < asked ? "" : keys.get(keys.size() - 1);
    }

    /** These keys failed. */
    void failed(List<String> keys) {
        if (keys.size() == 1) {
            after = keys.get(0);
            oneByOne = Math.max(0, oneByOne - 1);
        } else {
            oneByOne = keys.size();
        }
    }
}
