package dev.touchstone.salessync.person.feed;

/** A way through a feed, each with its own position. */
enum FeedPass {
    /** Follows the feed without end. */
    MAIN,
    /** Reads the last half hour again, every quarter of an hour, because events can show up late (R-I-7). */
    TRAILING,
    /** Reads the last 25 hours again, once a day. */
    DAILY
}
