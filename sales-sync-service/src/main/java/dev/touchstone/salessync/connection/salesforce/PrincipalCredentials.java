package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.salessync.salesforce.auth.ConnectedApp;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials;
import java.net.URI;
import java.security.PrivateKey;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator gives to connect the organisation: the app, and who background work is done as. No secret is part of
 * {@link #toString()}.
 *
 * @param loginUrl where tokens are asked for, without path
 * @param clientId of the app
 * @param clientSecret of the app; null if it has none
 * @param signer who signs for the user; null for client credentials, which need the secret
 */
public record PrincipalCredentials(
        URI loginUrl,
        String clientId,
        @Nullable String clientSecret,
        @Nullable Signer signer) {
    private static final URI PRODUCTION = URI.create("https://login.salesforce.com");
    private static final URI SANDBOX = URI.create("https://test.salesforce.com");

    public PrincipalCredentials {
        if (signer == null && clientSecret == null) {
            throw new IllegalArgumentException("client credentials need a client secret");
        }
    }

    /**
     * The integration user and the key that speaks for it.
     *
     * @param username of the user
     * @param pem the key as it was given
     */
    public record Signer(String username, String pem) {
        @Override
        public String toString() {
            return "Signer[...]";
        }
    }

    /** How the integration user is authorized. */
    public enum Kind {
        /** By a signed token. */
        JWT_BEARER,
        /** By the app's secret. */
        CLIENT_CREDENTIALS
    }

    Kind kind() {
        return signer == null ? Kind.CLIENT_CREDENTIALS : Kind.JWT_BEARER;
    }

    /** The app, which sellers are authorized for too. */
    ConnectedApp app() {
        return new ConnectedApp(loginUrl, clientId, clientSecret);
    }

    /** What sessions of the integration user are asked for with. */
    SalesforceCredentials credentials() {
        if (signer == null) {
            return new SalesforceCredentials.ClientCredentials(app());
        }
        PrivateKey key = RsaKey.parse(signer.pem())
                .orElseThrow(() -> new IllegalStateException("a key that is stored was one when it was given"));
        return new SalesforceCredentials.JwtBearer(app(), signer.username(), audience(loginUrl), key);
    }

    /** Who the signed token is for: Salesforce's log-in, whatever address of Salesforce it is sent to; else the address itself. */
    static URI audience(URI loginUrl) {
        String host = Optional.ofNullable(loginUrl.getHost()).orElse("").toLowerCase(Locale.ROOT);
        if (!host.endsWith(".salesforce.com")) {
            return loginUrl;
        }
        boolean sandbox = host.equals(SANDBOX.getHost()) || host.contains(".sandbox.");
        return sandbox ? SANDBOX : PRODUCTION;
    }

    @Override
    public String toString() {
        return "PrincipalCredentials[" + app() + ", " + kind() + "]";
    }
}
