package dev.touchstone.salessync.salesforce.auth;

/**
 * Where the refresh token of one connection lives. Salesforce may replace it with each use, and takes the old one no more then: so it is
 * used by one at a time, in all processes, and the new one is durable before the session is used.
 */
public interface RefreshTokens {
    /**
     * Runs an exchange with the newest refresh token. While it runs, no other process uses the token. What comes back is stored, the new
     * refresh token if there is one and the newest instance URL, and only when that is committed this method returns.
     *
     * @return what {@code exchange} returned
     * @throws dev.touchstone.salessync.salesforce.error.SalesforceFailure what {@code exchange} threw; nothing is stored then. Also
     *     {@code Refused} if the connection has no refresh token any more
     */
    Granted use(Exchange exchange);

    /** A call to the token service. */
    @FunctionalInterface
    interface Exchange {
        /**
         * Gets a session.
         *
         * @throws dev.touchstone.salessync.salesforce.error.SalesforceFailure if there is none
         */
        Granted with(String refreshToken);
    }
}
