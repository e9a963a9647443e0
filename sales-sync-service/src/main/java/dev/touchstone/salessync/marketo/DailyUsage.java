package dev.touchstone.salessync.marketo;

/**
 * What the instance counted today.
 *
 * @param total calls by everybody since midnight in Chicago, ours included
 */
public record DailyUsage(long total) {}
