package dev.touchstone.salessync.connection.salesforce;

import java.net.URI;
import java.util.Optional;

/**
 * The stored connection.
 *
 * @param organizationId which organization, 18 characters
 * @param access empty while disconnected
 */
public record SalesforceConnection(String organizationId, Optional<Access> access) {
    /**
     * The credentials, and what is known of them.
     *
     * @param app what may be shown of the app
     * @param username of the integration user
     * @param revision counts the replacements, from 1
     * @param credentials empty if the secrets cannot be decrypted
     * @param probe what the last look found
     * @param fault why they cannot be used; empty while they can be
     */
    public record Access(
            App app,
            String username,
            long revision,
            Optional<PrincipalCredentials> credentials,
            SalesforceProbe probe,
            Optional<CrmFault> fault) {}

    /**
     * What may be shown of the app.
     *
     * @param loginUrl where tokens are asked for
     * @param instanceUrl where it was called when it was probed last
     * @param clientIdSuffix the last four characters of the client id
     * @param principal how the integration user is authorized
     */
    public record App(URI loginUrl, URI instanceUrl, String clientIdSuffix, PrincipalCredentials.Kind principal) {}

    /** What sessions can be asked for with; empty while there is nothing, or nothing that can be decrypted. */
    public Optional<PrincipalCredentials> credentials() {
        return access.flatMap(Access::credentials);
    }

    /** Where the connection stands; empty while disconnected. */
    public Optional<CrmFault.State> state() {
        return access.map(known -> known.fault().map(CrmFault::state).orElse(CrmFault.State.CONNECTED));
    }
}
