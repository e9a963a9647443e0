package dev.touchstone.salessync.person;

/**
 * Says, within the transaction that will store it, that a person is about to become part of another. The loser still has its
 * fields then, which are gone when {@link PeopleMerged} is said.
 *
 * @param loser the Marketo id that will be no more
 */
public record PeopleMerging(long loser) {}
