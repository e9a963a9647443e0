package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;

/**
 * How Salesforce is read. Pure.
 *
 * @param lease how long a process that died keeps the others from going on; kept up every quarter of it
 * @param idle how often it is looked for something to do
 * @param lookInterval between two looks at records of one object that changed: what changes in between is read with one call
 * @param roundInterval between two rounds of an object; change events make most of what a round finds known before
 * @param deletedInterval between two readings of an object's log of deletions
 * @param retries waits after a failure
 */
public record ReadPolicy(
        Duration lease,
        Duration idle,
        Duration lookInterval,
        Duration roundInterval,
        Duration deletedInterval,
        RetryPolicy retries) {}
