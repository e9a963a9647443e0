package dev.touchstone.salessync.person.group;

/**
 * How much a user may keep.
 *
 * @param groups of one user
 * @param people in one group
 */
public record GroupPolicy(int groups, int people) {}
