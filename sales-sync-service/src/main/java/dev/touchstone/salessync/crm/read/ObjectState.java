package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an object is read. Pure.
 *
 * @param round counts the readings of everything, from 1
 * @param loaded everything was read in this round
 * @param job what reads everything; empty if nothing does
 * @param watermark changes before were read; empty before everything was read once
 * @param deletedUntil deletions before were read; as {@code watermark}
 */
record ObjectState(
        CrmObject object,
        int round,
        boolean loaded,
        Optional<Job> job,
        Optional<Instant> watermark,
        Optional<Instant> deletedUntil) {
    /**
     * A bulk job.
     *
     * @param locator where the next part of its result begins; empty for the first
     * @param from Salesforce's time before it was made
     */
    record Job(String id, String locator, Instant from) {}

    /** True if changes are followed: everything was read once. */
    boolean isFollowed() {
        return watermark.isPresent();
    }
}
