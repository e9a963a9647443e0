package dev.touchstone.salessync.connection.salesforce;

import java.net.URI;

/**
 * What an authorization of a seller brought. Pure. The token is no part of {@link #toString()}.
 *
 * @param seller e-mail address in lower case
 * @param userId Salesforce id of the user, 18 characters
 * @param username of that user
 * @param instanceUrl where the organisation is now
 * @param refreshToken what sessions are asked for with
 */
record NewSeller(String seller, String userId, String username, URI instanceUrl, String refreshToken) {
    @Override
    public String toString() {
        return "NewSeller[" + userId + "]";
    }
}
