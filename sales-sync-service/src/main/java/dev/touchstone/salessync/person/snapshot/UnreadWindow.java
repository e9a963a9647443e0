package dev.touchstone.salessync.person.snapshot;

import java.time.Instant;

/**
 * People who are not read, because their window was given up. Pure.
 *
 * @param from created at or after
 * @param until created before
 * @param reason one sentence: what happened last
 */
public record UnreadWindow(Instant from, Instant until, String reason) {}
