package dev.touchstone.salessync.person.feed;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far the feeds are behind.
 *
 * @param dirty people who are to be read; those who were not found and wait for their second read are not counted
 * @param oldestDirtyAt since when the one of them has waited who waits longest; empty if nobody does
 * @param lastEventAt newest event of each feed by Marketo's clock; where the feed began if there was none. Empty before
 *     {@link PersonFeeds#begin}
 * @param readToEndAt when each feed was last read to its end; a feed is missing while that never happened
 */
public record Lag(
        long dirty, Optional<Instant> oldestDirtyAt, Map<Feed, Instant> lastEventAt, Map<Feed, Instant> readToEndAt) {
    public Lag {
        lastEventAt = Map.copyOf(lastEventAt);
        readToEndAt = Map.copyOf(readToEndAt);
    }
}
