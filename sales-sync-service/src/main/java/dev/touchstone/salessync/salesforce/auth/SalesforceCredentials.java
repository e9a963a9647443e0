package dev.touchstone.salessync.salesforce.auth;

import java.net.URI;
import java.security.PrivateKey;
import java.util.Set;

/** What it takes to get a session of one connection, again and again. No secret is part of a text. */
public sealed interface SalesforceCredentials {
    /** The app that connects. */
    ConnectedApp app();

    /**
     * A seller's own connection, made in the browser.
     *
     * @param tokens where its refresh token lives
     */
    record Refreshing(ConnectedApp app, RefreshTokens tokens) implements SalesforceCredentials {
        @Override
        public String toString() {
            return "Refreshing[" + app + "]";
        }
    }

    /**
     * An integration principal that signs for itself. The user must be approved for the app beforehand.
     *
     * @param username the user's name in the organisation
     * @param audience {@code https://login.salesforce.com}, or what takes its place for a sandbox or a site
     * @param key RSA key whose certificate the app has
     */
    record JwtBearer(ConnectedApp app, String username, URI audience, PrivateKey key) implements SalesforceCredentials {
        public JwtBearer {
            if (!key.getAlgorithm().equals("RSA")) {
                throw new IllegalArgumentException(
                        "the key of a JWT bearer connection is an RSA key but is one for " + key.getAlgorithm());
            }
        }

        @Override
        public String toString() {
            return "JwtBearer[" + app + "]";
        }
    }

    /** An integration principal by client id and secret, as the user whom the app names. */
    record ClientCredentials(ConnectedApp app) implements SalesforceCredentials {
        private static final Set<String> SHARED_HOSTS = Set.of("login.salesforce.com", "test.salesforce.com");

        public ClientCredentials {
            if (app.clientSecret() == null) {
                throw new IllegalArgumentException("client credentials need a client secret");
            }
            if (SHARED_HOSTS.contains(app.loginHost().getHost())) {
                throw new IllegalArgumentException("client credentials need the My Domain of the organisation but not "
                        + app.loginHost().getHost());
            }
        }
    }
}
