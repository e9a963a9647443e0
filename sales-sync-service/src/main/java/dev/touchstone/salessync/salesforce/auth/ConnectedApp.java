package dev.touchstone.salessync.salesforce.auth;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The connected app by which Salesforce knows us, and where its users log in. Pure.
 *
 * @param loginHost address without path: {@code https://login.salesforce.com}, the one of sandboxes, or a My Domain
 * @param clientId its consumer key
 * @param clientSecret its consumer secret; null for an app that needs none; never in {@link #toString()}
 */
public record ConnectedApp(
        URI loginHost, String clientId, @Nullable String clientSecret) {
    private static final int SUFFIX = 4;

    public ConnectedApp {
        if (loginHost.getHost() == null || clientId.isBlank()) {
            throw new IllegalArgumentException("a connected app needs the address of a login host and a client id");
        }
    }

    /** The last four characters of the client id: all of it that may be shown. */
    public String clientIdSuffix() {
        return clientId.substring(Math.max(0, clientId.length() - SUFFIX));
    }

    @Override
    public String toString() {
        return "ConnectedApp[" + loginHost + ", ..." + clientIdSuffix() + "]";
    }
}
