package dev.touchstone.salessync.crm.fact;

import java.time.Instant;

/**
 * What is kept of a record that touchpoint-service was told of. Pure.
 *
 * @param gone it was told as gone last
 * @param at the time with which it was told last
 * @param digest of what was told last; 0 if it was told as gone
 */
public record ToldRecord(String id, boolean gone, Instant at, long digest) {}
