package dev.touchstone.salessync.diagnostic;

import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter and what has become of it. Pure.
 *
 * @param letter as it was put last
 * @param firstAt when it failed first, UTC
 * @param failures how often it was put, from 1
 * @param retriedAt since when it is being tried again, UTC; empty while it waits for somebody to decide
 */
public record StoredLetter(DeadLetter letter, Instant firstAt, long failures, Optional<Instant> retriedAt) {}
