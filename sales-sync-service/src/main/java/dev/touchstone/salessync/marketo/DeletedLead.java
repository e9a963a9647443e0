package dev.touchstone.salessync.marketo;

import java.time.Instant;

/**
 * A lead that was deleted. Marketo forgets these after 14 days.
 *
 * @param guid identity of the signal ({@code marketoGUID}); empty if it has none
 * @param leadId the lead, above 0
 * @param at when it was deleted, by Marketo
 */
public record DeletedLead(String guid, long leadId, Instant at) {}
