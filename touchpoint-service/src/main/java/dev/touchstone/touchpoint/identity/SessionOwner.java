package dev.touchstone.touchpoint.identity;

import java.time.Instant;

/**
 * Whose a session is, and how that is known.
 *
 * @param identification what told the person's address
 * @param evidence where it stands to the session
 */
public record SessionOwner(Identification identification, IdentityEvidence evidence) {
    /** The person's address, lower case. */
    public String email() {
        return identification.email();
    }

    /** The event that told the address. */
    public String eventId() {
        return identification.moment().eventId();
    }

    /** When it told it. */
    public Instant eventTime() {
        return identification.moment().time();
    }
}
