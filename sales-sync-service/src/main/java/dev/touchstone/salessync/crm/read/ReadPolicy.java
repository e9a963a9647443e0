package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;

/**
 * How Salesforce is read. Pure.
 *
 * @param lease how long a process that died keeps the others from going on; kept up every quarter of it
 * @param idle how often it is looked for something to do
 * @param looks between two looks at records of one object, and at jobs, as long as there is always something to look at
 * @param rounds between two rounds of an object
 * @param deletedInterval between two readings of an object's log of deletions
 * @param retries waits after a failure
 */
public record ReadPolicy(
        Duration lease, Duration idle, Range looks, Rounds rounds, Duration deletedInterval, RetryPolicy retries) {
    /** How long an object that cannot be read is left alone. */
    static final Duration PATIENCE = Duration.ofMinutes(5);
    /** How old the description of an object may be. */
    static final Duration DESCRIPTION_AGE = Duration.ofHours(1);

    /**
     * The shortest and the longest time between two calls.
     *
     * @param least after a quiet time
     * @param most when there is always something
     */
    public record Range(Duration least, Duration most) {}

    /**
     * Between two rounds.
     *
     * @param withEvents of an object whose change events come: a round finds what they do not tell
     * @param withoutEvents of another: nothing else finds its changes
     */
    public record Rounds(Duration withEvents, Duration withoutEvents) {}
}
