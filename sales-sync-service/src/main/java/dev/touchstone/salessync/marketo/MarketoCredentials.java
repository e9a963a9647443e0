package dev.touchstone.salessync.marketo;

import java.net.URI;

/**
 * What it takes to call an instance.
 *
 * @param baseUrl address without path
 * @param clientId client id of the API user
 * @param clientSecret its secret; never in {@link #toString()}
 */
public record MarketoCredentials(URI baseUrl, String clientId, String clientSecret) {
    private static final int SUFFIX = 4;

    /** The last four characters of the client id: all of it that may be shown. */
    public String clientIdSuffix() {
        return clientId.substring(Math.max(0, clientId.length() - SUFFIX));
    }

    @Override
    public String toString() {
        return "MarketoCredentials[" + baseUrl + ", ..." + clientIdSuffix() + "]";
    }
}
