package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.person.PeopleGone;
import dev.touchstone.salessync.person.Written;

/**
 * Says, within the transaction that stores it and under the fence, what the feeds changed of the people: whoever keeps counts of
 * them keeps them right in the same transaction.
 *
 * @param written what became of the readings
 * @param gone who left by a merge or a deletion
 */
public record PeopleFollowed(Written written, PeopleGone gone) {}
