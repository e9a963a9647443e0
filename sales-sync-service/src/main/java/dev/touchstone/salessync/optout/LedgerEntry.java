package dev.touchstone.salessync.optout;

import java.time.Instant;
import java.util.UUID;

/**
 * What was said, and when. Pure.
 *
 * @param actId of what was said; entries of several subjects that were written together share it; later ones sort later
 * @param fact what
 * @param at when, UTC
 */
public record LedgerEntry(UUID actId, OptOutFact fact, Instant at) {}
