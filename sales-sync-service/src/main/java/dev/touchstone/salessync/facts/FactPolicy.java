package dev.touchstone.salessync.facts;

import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;

/**
 * How people are passed on.
 *
 * @param deadline for a batch to be answered
 * @param lease how long a process that died keeps the others from going on; longer than the deadline
 * @param pollInterval how often it is looked for changes
 * @param retries waits after a batch that was not answered
 */
public record FactPolicy(Duration deadline, Duration lease, Duration pollInterval, RetryPolicy retries) {
    public FactPolicy {
        if (lease.compareTo(deadline.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "the lease must be at least twice the deadline but they are " + lease + " and " + deadline);
        }
    }
}
