/**
 * What changed in Marketo, found by its change feeds. A feed only says who may have changed: it marks ids dirty, and a reader
 * reads the marked people anew and stores them by difference. A page's position and its marks are one transaction, so nothing
 * is lost and at most one page is repeated. Late events are found by passes that read the recent past again. Merges and
 * deletions, which a reading cannot show, are taken from the feeds. {@code FeedCursor}, {@code PollPace}, {@code NextWork},
 * {@code MissingPerson} and the other decisions are pure.
 */
@NullMarked
package dev.touchstone.salessync.person.feed;

import org.jspecify.annotations.NullMarked;
