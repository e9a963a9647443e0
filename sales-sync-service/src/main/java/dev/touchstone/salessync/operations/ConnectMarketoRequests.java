package dev.touchstone.salessync.operations;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
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
                ? address(request.getBaseUrl(), violations)
                : Optional.empty();
        violations.requireText("client_id", request.getClientId(), MAX_CHARACTERS);
        violations.requireText("client_secret", request.getClientSecret(), MAX_CHARACTERS);
        violations.throwIfAny();
        return new MarketoCredentials(baseUrl.orElseThrow(), request.getClientId(), request.getClientSecret());
    }

    private static Optional<URI> address(String text, FieldViolations violations) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            boolean http = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
            // An address such as mailto:x has no path at all.
            String path = Objects.requireNonNullElse(uri.getRawPath(), "none");
            boolean bare = path.isEmpty() || path.equals("/");
            boolean more = uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null;
            if (http && uri.getHost() != null && bare && !more) {
                return Optional.of(new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null));
            }
        } catch (URISyntaxException notAnAddress) {
            // Falls through to the violation, which says what an address looks like.
        }
        violations.add(
                "base_url",
                "INVALID_URL",
                "must be https:// (or http:// for an emulator), a host and optionally a port, without path");
        return Optional.empty();
    }
}
