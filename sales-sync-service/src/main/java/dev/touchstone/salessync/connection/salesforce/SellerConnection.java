package dev.touchstone.salessync.connection.salesforce;

import java.time.Instant;
import java.util.Optional;

/**
 * The stored connection of a seller. Pure.
 *
 * @param seller e-mail address in lower case
 * @param userId Salesforce id of the user, 18 characters
 * @param username of that user
 * @param revision counts the authorizations, from 1
 * @param connectedAt when the seller authorized it last
 * @param fault why it cannot be used; empty while it can be
 */
public record SellerConnection(
        String seller, String userId, String username, long revision, Instant connectedAt, Optional<CrmFault> fault) {
    /** Where it stands. */
    public CrmFault.State state() {
        return fault.map(CrmFault::state).orElse(CrmFault.State.CONNECTED);
    }
}
