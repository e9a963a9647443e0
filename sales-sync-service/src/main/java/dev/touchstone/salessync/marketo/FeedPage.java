package dev.touchstone.salessync.marketo;

import java.util.List;

/**
 * One page of a feed or of a list.
 *
 * @param items what the page holds; may be fewer than were asked for, and none, although there are more
 * @param nextToken for the next page, now or later; empty only if Marketo gave none, which it does at the end of a list
 * @param more true if the next page is worth asking for at once
 */
public record FeedPage<T>(List<T> items, String nextToken, boolean more) {
    public FeedPage {
        items = List.copyOf(items);
    }
}
