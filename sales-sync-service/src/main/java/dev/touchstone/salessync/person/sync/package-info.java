/**
 * The inbound sync of people: a pass reads everybody by ranges of Marketo ids, commits each page together with the cursor, and
 * starts again at intervals. One process at a time runs it. {@code SyncState}, {@code SyncMachine}, {@code Pass} and
 * {@code HighestIdSearch} are pure.
 */
@NullMarked
package dev.touchstone.salessync.person.sync;

import org.jspecify.annotations.NullMarked;
