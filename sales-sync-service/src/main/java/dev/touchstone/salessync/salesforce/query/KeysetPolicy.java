package dev.touchstone.salessync.salesforce.query;

import java.time.Duration;

/**
 * How a round of reading is cut. Pure.
 *
 * @param lookBack so much before the watermark a round begins: a transaction may run for 10 minutes, and its rows then show stamps that are
 *     older than their commit
 * @param margin a round ends so long before Salesforce's present
 * @param smallestWindow below this, a window is not halved any more but read by id
 */
public record KeysetPolicy(Duration lookBack, Duration margin, Duration smallestWindow) {
    /** 12 minutes, 5 seconds, 1 minute. */
    public static final KeysetPolicy DEFAULT =
            new KeysetPolicy(Duration.ofMinutes(12), Duration.ofSeconds(5), Duration.ofMinutes(1));

    public KeysetPolicy {
        if (lookBack.isNegative() || margin.isNegative() || smallestWindow.toSeconds() < 1) {
            throw new IllegalArgumentException("look-back and margin from 0 and a window of a second or more");
        }
    }
}
