package dev.touchstone.touchpoint.admin;

/**
 * How much is stored.
 *
 * @param webEvents web events
 * @param sessions sessions
 * @param touchpoints touchpoints
 * @param people people with at least one touchpoint
 */
record StoredCounts(long webEvents, long sessions, long touchpoints, long people) {}
