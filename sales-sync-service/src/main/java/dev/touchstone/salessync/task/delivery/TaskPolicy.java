package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.outbox.OutboxPolicy;
import java.time.Duration;

/**
 * How tasks are sent. Pure.
 *
 * @param outbox batches of one seller, at most 200 tasks each
 * @param patience how long a task waits for its seller to connect before it is given up
 * @param recordPatience how long a task without a record is looked at again if its person gets one
 */
public record TaskPolicy(OutboxPolicy outbox, Duration patience, Duration recordPatience) {
    /** Tasks of a call, at most: Salesforce's limit. */
    public static final int MAX_BATCH = 200;

    public TaskPolicy {
        if (outbox.batchSize() > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "a call takes at most " + MAX_BATCH + " tasks but this allows " + outbox.batchSize());
        }
    }
}
