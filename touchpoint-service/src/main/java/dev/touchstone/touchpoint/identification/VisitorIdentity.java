package dev.touchstone.touchpoint.identification;

import dev.touchstone.touchpoint.identity.IdentificationKind;
import java.time.Instant;

/**
 * A visitor is known by an address, by one kind of evidence.
 *
 * @param key who, by which address, how
 * @param first the first time
 * @param last the last time
 * @param count how many times
 * @param ignored true if it identifies nobody
 */
record VisitorIdentity(Key key, Instant first, Instant last, long count, boolean ignored) {
    /**
     * Who is known by which address, and how.
     *
     * @param visitorId the visitor
     * @param email the address, lower case
     * @param kind how it became known
     */
    record Key(String visitorId, String email, IdentificationKind kind) {}
}
