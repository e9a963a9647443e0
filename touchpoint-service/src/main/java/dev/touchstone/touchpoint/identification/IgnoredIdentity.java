package dev.touchstone.touchpoint.identification;

import java.time.Instant;

/**
 * An address, a visitor, or an address for one visitor that identifies nobody.
 *
 * @param subject what is ignored
 * @param note why; empty if nothing was said
 * @param createdAt since when it is on the list, UTC; it works for the past as well
 */
record IgnoredIdentity(Subject subject, String note, Instant createdAt) {
    /**
     * What is ignored.
     *
     * @param visitorId the visitor; empty for all visitors
     * @param email the address, lower case; empty for all addresses of the visitor
     */
    record Subject(String visitorId, String email) {
        Subject {
            if (visitorId.isEmpty() && email.isEmpty()) {
                throw new IllegalArgumentException("who ignores everybody has no use for identities");
            }
        }
    }
}
