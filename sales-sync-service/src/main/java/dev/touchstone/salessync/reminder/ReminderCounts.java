package dev.touchstone.salessync.reminder;

import java.time.Instant;
import java.util.Optional;

/**
 * What waits, of sellers whose reminders are kept the same. Pure.
 *
 * @param unsent reminders that Salesforce does not have as they are here
 * @param unsentSince when the oldest of these was changed
 * @param refused reminders that Salesforce refused last
 * @param conflicts open conflicts
 * @param readUntil changes in Salesforce before were read; empty if nobody's reminders are kept the same
 */
record ReminderCounts(
        long unsent, Optional<Instant> unsentSince, long refused, long conflicts, Optional<Instant> readUntil) {}
