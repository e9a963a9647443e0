package dev.touchstone.salessync.optout.check;

import java.time.Instant;
import java.util.UUID;

/**
 * A call that went past the check. Pure.
 *
 * @param id later ones sort later
 * @param reason NON_COMMERCIAL or CHECK_OFF
 * @param purpose what kind of send it was
 * @param template what was sent
 * @param recipients how many were allowed
 * @param at when, UTC
 */
public record Bypass(
        UUID id, SendReason reason, SendPurpose purpose, SendContext.Template template, long recipients, Instant at) {}
