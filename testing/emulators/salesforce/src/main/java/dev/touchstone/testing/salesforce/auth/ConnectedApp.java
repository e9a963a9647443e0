package dev.touchstone.testing.salesforce.auth;

import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * A connected app.
 *
 * @param name name, as the limits header shows it
 * @param consumerKey OAuth client id
 * @param consumerSecret OAuth client secret
 * @param jwt who may log in by a signed assertion
 * @param runAs the user of the client-credentials flow; empty if that flow is off
 * @param web how the web-server flow goes
 */
public record ConnectedApp(
        String name, String consumerKey, String consumerSecret, Jwt jwt, Optional<String> runAs, Web web) {

    /**
     * Logins by a signed assertion.
     *
     * @param key checks the signatures; empty if no certificate was uploaded
     * @param preauthorized names of the users who need not approve
     */
    public record Jwt(Optional<PublicKey> key, Set<String> preauthorized) {
        public Jwt {
            preauthorized = Set.copyOf(preauthorized);
        }
    }

    /**
     * Logins in a browser.
     *
     * @param callbackUrls where a code may be sent
     * @param pkceRequired true if a code is given out only for a challenge
     * @param secretRequired true if a code or a refresh token is taken only with the secret
     * @param rotation true if a refresh token is good for one use and its answer brings the next
     */
    public record Web(Set<String> callbackUrls, boolean pkceRequired, boolean secretRequired, boolean rotation) {
        public Web {
            callbackUrls = Set.copyOf(callbackUrls);
        }
    }

    /** An app with which nobody may log in yet. */
    public static ConnectedApp of(String name, String consumerKey, String consumerSecret) {
        return new ConnectedApp(
                name,
                consumerKey,
                consumerSecret,
                new Jwt(Optional.empty(), Set.of()),
                Optional.empty(),
                new Web(Set.of(), false, true, false));
    }

    /** The same app with an uploaded certificate, for these users. */
    public ConnectedApp withCertificate(PublicKey key, String... preauthorized) {
        return new ConnectedApp(
                name, consumerKey, consumerSecret, new Jwt(Optional.of(key), Set.of(preauthorized)), runAs, web);
    }

    /** The same app with client credentials for this user. */
    public ConnectedApp withRunAs(String username) {
        return new ConnectedApp(name, consumerKey, consumerSecret, jwt, Optional.of(username), web);
    }

    /** The same app with these callback addresses. */
    public ConnectedApp withCallbacks(String... urls) {
        return with(new Web(Set.of(urls), web.pkceRequired(), web.secretRequired(), web.rotation()));
    }

    /** The same app, which insists on a challenge. */
    public ConnectedApp withPkceRequired() {
        return with(new Web(web.callbackUrls(), true, web.secretRequired(), web.rotation()));
    }

    /** The same app, which takes codes and refresh tokens without the secret. */
    public ConnectedApp withoutSecret() {
        return with(new Web(web.callbackUrls(), web.pkceRequired(), false, web.rotation()));
    }

    /** The same app with rotation of refresh tokens. */
    public ConnectedApp withRotation() {
        return with(new Web(web.callbackUrls(), web.pkceRequired(), web.secretRequired(), true));
    }

    private ConnectedApp with(Web other) {
        return new ConnectedApp(name, consumerKey, consumerSecret, jwt, runAs, other);
    }
}
