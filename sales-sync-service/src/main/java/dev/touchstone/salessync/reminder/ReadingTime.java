package dev.touchstone.salessync.reminder;

import java.time.Duration;
import java.time.Instant;

/**
 * When tasks were read. Pure.
 *
 * @param readAt by Salesforce's clock, not later than the beginning of the reading; the values are at least as new as this
 * @param clockOffset Salesforce's clock minus ours
 */
public record ReadingTime(Instant readAt, Duration clockOffset) {
    /** The same moment by our clock. */
    Instant here() {
        return readAt.minus(clockOffset);
    }
}
