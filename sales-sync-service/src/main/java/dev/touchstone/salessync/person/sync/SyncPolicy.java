package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;

/**
 * How the sync runs.
 *
 * @param reconcileInterval from the end of one reading of everybody to the next comparison
 * @param lease how long a process that died keeps others from going on; renewed at a third of it
 * @param retries the waits after failures that pass by themselves
 */
public record SyncPolicy(Duration reconcileInterval, Duration lease, RetryPolicy retries) {}
