package dev.touchstone.salessync.salesforce.client;

import java.time.Duration;

/**
 * How Salesforce is called.
 *
 * @param timeout for a call; Salesforce gives up on a query after 120 seconds
 * @param sessionTimeout for a call to the token service
 * @param version of the API
 * @param clientId by which our own changes are known when they come back, as {@code changeOrigin}; letters, digits, hyphens
 */
public record SalesforcePolicy(Duration timeout, Duration sessionTimeout, ApiVersion version, String clientId) {
    /** What the documented limits need, and 10 seconds more, so that an answer is not missed. */
    public static final SalesforcePolicy DOCUMENTED =
            new SalesforcePolicy(Duration.ofSeconds(130), Duration.ofSeconds(30), ApiVersion.DEFAULT, "touchstone");

    public SalesforcePolicy {
        if (!clientId.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(
                    "a client id has 1 to 40 letters, digits and hyphens but is " + clientId);
        }
    }

    /** The same with another limit of time for everything. */
    public SalesforcePolicy withTimeout(Duration other) {
        return new SalesforcePolicy(other, other, version, clientId);
    }

    /** The same with another version. */
    public SalesforcePolicy withVersion(ApiVersion other) {
        return new SalesforcePolicy(timeout, sessionTimeout, other, clientId);
    }
}
