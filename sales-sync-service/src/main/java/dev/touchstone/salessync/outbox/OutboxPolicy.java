package dev.touchstone.salessync.outbox;

import java.time.Duration;

/**
 * How a lane is worked off.
 *
 * @param batchSize rows of a call, at most
 * @param batchAge a batch that is not full goes out when its oldest row has waited so long
 * @param lease how long a process that died keeps its rows; renewed at a third of it
 * @param holdBack how long an unfinished row holds back later ones of its order key, from its first failure
 */
public record OutboxPolicy(int batchSize, Duration batchAge, Duration lease, Duration holdBack) {
    public OutboxPolicy {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least one row but this allows " + batchSize);
        }
    }

    /** The same without waiting for a full batch. */
    public OutboxPolicy atOnce() {
        return new OutboxPolicy(batchSize, Duration.ZERO, lease, holdBack);
    }
}
