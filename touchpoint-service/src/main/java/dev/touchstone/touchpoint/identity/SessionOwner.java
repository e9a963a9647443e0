package dev.touchstone.touchpoint.identity;

import java.time.Instant;

/**
 * Whose a session is, and how that is known.
 *
 * @param email the person's address, lower case
 * @param evidence where the event that told the address stands to the session
 * @param eventId that event
 * @param eventTime when it happened
 */
public record SessionOwner(String email, IdentityEvidence evidence, String eventId, Instant eventTime) {}
