package dev.touchstone.touchpoint.generate;

import java.time.Instant;

/**
 * A fact that made no touchpoint, and why.
 *
 * @param fact the fact
 * @param factTime when it happened
 * @param reason why not
 */
public record NoTouchpoint(FactReference fact, Instant factTime, NoTouchpointReason reason) {}
