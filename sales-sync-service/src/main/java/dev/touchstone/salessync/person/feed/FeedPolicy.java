package dev.touchstone.salessync.person.feed;

import java.time.Duration;

/**
 * How the feeds are read.
 *
 * @param interval from one look at a quiet feed to the next
 * @param trailingInterval from the start of one trailing pass to the start of the next
 * @param callsPerDay the instance's quota of calls a day; looks at quiet feeds take at most 15 % of it
 */
public record FeedPolicy(Duration interval, Duration trailingInterval, long callsPerDay) {
    /** How late an event may show up and still be found by the next trailing pass. */
    static final Duration TRAILING_LATENESS = Duration.ofMinutes(30);
    /** How much a daily pass reads again. */
    static final Duration DAILY_WINDOW = Duration.ofHours(25);
    /** From the start of one daily pass to the start of the next. */
    static final Duration DAILY_INTERVAL = Duration.ofDays(1);

    public FeedPolicy {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the interval is above 0 but this is " + interval);
        }
        if (trailingInterval.isNegative() || trailingInterval.isZero()) {
            throw new IllegalArgumentException("the trailing interval is above 0 but this is " + trailingInterval);
        }
        if (callsPerDay < 1) {
            throw new IllegalArgumentException("the calls per day are above 0 but this is " + callsPerDay);
        }
    }
}
