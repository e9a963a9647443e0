package dev.touchstone.testing.salesforce.auth;

import dev.touchstone.testing.emulator.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The connected apps. Thread-safe. */
public final class Apps {
    private static final String BASIC = "Basic ";
    private final Map<String, ConnectedApp> byKey = new LinkedHashMap<>();

    /** Adds an app, or replaces the one with this consumer key. */
    public synchronized void put(ConnectedApp app) {
        byKey.put(app.consumerKey(), app);
    }

    /** The app with a consumer key. */
    public synchronized Optional<ConnectedApp> find(String consumerKey) {
        return Optional.ofNullable(byKey.get(consumerKey));
    }

    ConnectedApp get(String consumerKey) throws OAuthRefusal {
        return find(consumerKey).orElseThrow(() -> new OAuthRefusal("invalid_client_id", "client identifier invalid"));
    }

    /** The app that a request for a token comes from; what it sends as a secret has to be right. */
    ConnectedApp of(Request request) throws OAuthRefusal {
        Credentials credentials = Credentials.of(request);
        ConnectedApp app = get(credentials.id());
        if (!credentials.secret().isEmpty() && !same(credentials.secret(), app.consumerSecret())) {
            throw badCredentials();
        }
        return app;
    }

    /** The same for a request that is nothing without the secret. */
    ConnectedApp withSecret(Request request) throws OAuthRefusal {
        if (Credentials.of(request).secret().isEmpty()) {
            throw badCredentials();
        }
        return of(request);
    }

    private static OAuthRefusal badCredentials() {
        return new OAuthRefusal("invalid_client", "invalid client credentials");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Client id and secret, from the form or the header; empty if absent. */
    private record Credentials(String id, String secret) {
        static Credentials of(Request request) {
            String header = request.header("authorization").orElse("");
            if (!header.startsWith(BASIC)) {
                return new Credentials(
                        request.parameter("client_id").orElse(""),
                        request.parameter("client_secret").orElse(""));
            }
            String pair = new String(
                    Base64.getMimeDecoder().decode(header.substring(BASIC.length())), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? new Credentials(pair, "")
                    : new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
        }
    }
}
