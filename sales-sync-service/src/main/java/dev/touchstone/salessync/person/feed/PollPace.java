package dev.touchstone.salessync.person.feed;

import java.time.Duration;

/**
 * How soon a feed is looked at again. Pure.
 *
 * <p><b>Rule:</b> a feed that has just brought something is looked at again after half the interval, a quiet one after the
 * interval; for activities and deletions, of which most days bring few, a quarter is added. None is looked at more often than
 * lets all looks of a day, and the passes over the recent past, fit into 15 % of the instance's quota. With the usual 60
 * seconds a quiet day takes about 4,300 calls; with a quota of 10,000, some 1,500 (N4).
 *
 * <p><b>Why not one interval for all:</b> three feeds every 60 seconds take 4,320 calls, and then nothing is left for looking
 * at late events.
 */
final class PollPace {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final double SHARE = 0.15;
    /** Calls of a day around the feeds: the usage of the quota every ten minutes, names of fields and types, tokens. */
    private static final double OTHER_CALLS = 200;
    /** A pass over the recent past asks for one token and reads every feed to its end. */
    private static final double PASS_CALLS = 1 + Feed.values().length;
    /** With a quota so small that the passes alone exceed the share, this part of the share is for the looks. */
    private static final double LEAST_PART = 0.25;

    private final Duration busy;
    private final Duration quiet;
    private final Duration quietRare;

    PollPace(FeedPolicy policy) {
        Duration shortest = shortest(policy);
        this.busy = longer(policy.interval().dividedBy(2), shortest);
        this.quiet = longer(policy.interval(), shortest);
        this.quietRare = longer(policy.interval().multipliedBy(5).dividedBy(4), shortest);
    }

    /**
     * From a look that read the feed to its end to the next look.
     *
     * @param found true if it brought something
     */
    Duration after(Feed feed, boolean found) {
        if (found) {
            return busy;
        }
        return feed == Feed.CHANGES ? quiet : quietRare;
    }

    private static Duration shortest(FeedPolicy policy) {
        double share = SHARE * policy.callsPerDay();
        double trailing = (double) DAY_MILLIS / policy.trailingInterval().toMillis();
        double passes = PASS_CALLS * (trailing + 1);
        double left = Math.max(share - passes - OTHER_CALLS, share * LEAST_PART);
        return Duration.ofMillis((long) Math.ceil(Feed.values().length * DAY_MILLIS / left));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
