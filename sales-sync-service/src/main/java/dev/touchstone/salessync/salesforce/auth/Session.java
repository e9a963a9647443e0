package dev.touchstone.salessync.salesforce.auth;

import java.net.URI;

/**
 * The right to call an organisation as one user until Salesforce says otherwise. Pure.
 *
 * @param accessToken never in {@link #toString()}
 * @param instanceUrl where the organisation lives now; each new session may name another place
 */
public record Session(String accessToken, URI instanceUrl) {
    @Override
    public String toString() {
        return "Session[" + instanceUrl + "]";
    }
}
