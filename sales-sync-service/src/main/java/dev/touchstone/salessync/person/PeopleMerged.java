package dev.touchstone.salessync.person;

/**
 * Says, within the transaction that stores it, that a person became part of another: whatever refers to the loser is to be
 * the winner's in the same transaction.
 *
 * @param loser the Marketo id that is no more
 * @param winner whose it is now; the end of its chain
 */
public record PeopleMerged(long loser, long winner) {}
