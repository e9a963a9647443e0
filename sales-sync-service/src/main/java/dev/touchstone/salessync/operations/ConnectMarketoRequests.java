package dev.touchstone.salessync.operations;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import java.net.URI;
import java.util.Optional;

/** Reads the credentials from the request. */
final class ConnectMarketoRequests {
    private static final int MAX_CHARACTERS = 255;

    private ConnectMarketoRequests() {}

    /**
     * The credentials.
     *
     * @throws dev.touchstone.contract.RpcFailure.InvalidRequest naming every wrong field; never the secret's text
     */
    static MarketoCredentials parse(ConnectMarketoRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<URI> baseUrl = violations.requireText("base_url", request.getBaseUrl(), MAX_CHARACTERS)
                ? RemoteAddressRequests.bare("base_url", request.getBaseUrl(), violations)
                : Optional.empty();
        violations.requireText("client_id", request.getClientId(), MAX_CHARACTERS);
        violations.requireText("client_secret", request.getClientSecret(), MAX_CHARACTERS);
        violations.throwIfAny();
        return new MarketoCredentials(baseUrl.orElseThrow(), request.getClientId(), request.getClientSecret());
    }
}
