package dev.touchstone.salessync.operations;

import dev.touchstone.contract.FieldViolations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;

/** Reads the address of a remote system. */
final class RemoteAddressRequests {
    private RemoteAddressRequests() {}

    /** Scheme, host and port; a violation if there is more, or less. */
    static Optional<URI> bare(String path, String text, FieldViolations violations) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            boolean http = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
            // An address such as mailto:x has no path at all.
            String rest = Objects.requireNonNullElse(uri.getRawPath(), "none");
            boolean bare = rest.isEmpty() || rest.equals("/");
            boolean more = uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null;
            if (http && uri.getHost() != null && bare && !more) {
                return Optional.of(new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null));
            }
        } catch (URISyntaxException notAnAddress) {
            // Falls through to the violation, which says what an address looks like.
        }
        violations.add(
                path,
                "INVALID_URL",
                "must be https:// (or http:// for an emulator), a host and optionally a port, without path");
        return Optional.empty();
    }
}
