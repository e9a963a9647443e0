package dev.touchstone.salessync.budget;

import java.time.Instant;

/**
 * Fewer calls than allowed, for a time. Pure.
 *
 * @param calls how many, at least 1
 * @param until when they begin to become more again
 */
record Cut(int calls, Instant until) {}
