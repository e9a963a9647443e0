package dev.touchstone.salessync.salesforce.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.HttpAnswer;
import dev.touchstone.salessync.remote.HttpDate;
import dev.touchstone.salessync.remote.HttpFailure;
import dev.touchstone.salessync.remote.HttpTransport;
import dev.touchstone.salessync.remote.JsonText;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.JwtBearer;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Unreachable;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Salesforce's token service. Each call is made once; what fails ends with a {@link SalesforceFailure}: {@code Refused} with what a person
 * has to do, or {@code Unreachable} for what passes by itself. Thread-safe.
 */
public final class OAuthClient {
    private static final String TOKEN = "/services/oauth2/token";
    private static final String REVOKE = "/services/oauth2/revoke";
    private static final String AUTHORIZE = "/services/oauth2/authorize";

    private final HttpTransport transport;
    private final Duration timeout;
    private final Clock clock;

    /**
     * @param timeout for one call
     */
    public OAuthClient(HttpTransport transport, Duration timeout, Clock clock) {
        this.transport = transport;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Where the browser of a seller goes to connect.
     *
     * @param redirectUri where it comes back to, as the app knows it
     * @param state comes back with it; not guessable
     */
    public static URI authorizeUrl(ConnectedApp app, URI redirectUri, String state, Pkce pkce) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", app.clientId());
        query.put("redirect_uri", redirectUri.toString());
        query.put("scope", "api refresh_token");
        query.put("state", state);
        query.put("code_challenge", pkce.challenge());
        query.put("code_challenge_method", "S256");
        return app.loginHost().resolve(AUTHORIZE + "?" + HttpTransport.form(query));
    }

    /**
     * Ends the way through the browser.
     *
     * @param code what came back with it; good once, for 15 minutes
     * @param redirectUri the same as in {@link #authorizeUrl}
     * @param pkce the same as in {@link #authorizeUrl}
     */
    public Granted exchangeCode(ConnectedApp app, String code, URI redirectUri, Pkce pkce) {
        Map<String, String> form = appForm(app, "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri.toString());
        form.put("code_verifier", pkce.verifier());
        return ask(app, form, false);
    }

    /** A session of these credentials; a new refresh token is durable when this returns. */
    public Granted session(SalesforceCredentials credentials) {
        ConnectedApp app = credentials.app();
        return switch (credentials) {
            case SalesforceCredentials.Refreshing refreshing ->
                refreshing.tokens().use(token -> refresh(app, token));
            case SalesforceCredentials.ClientCredentials ignored -> ask(app, appForm(app, "client_credentials"), false);
            case JwtBearer jwt -> assertion(jwt);
        };
    }

    /** Takes back a refresh token with all its sessions, or one session. One that is not good any more is no error. */
    public void revoke(ConnectedApp app, String token) {
        HttpAnswer answer = post(app.loginHost().resolve(REVOKE), Map.of("token", token));
        if (answer.status() >= 500) {
            throw new SalesforceFailure(Unreachable.read("HTTP " + answer.status()));
        }
    }

    private Granted refresh(ConnectedApp app, String refreshToken) {
        Map<String, String> form = appForm(app, "refresh_token");
        form.put("refresh_token", refreshToken);
        return ask(app, form, false);
    }

    private Granted assertion(JwtBearer credentials) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.put("assertion", JwtAssertion.of(credentials, clock.instant()));
        return ask(credentials.app(), form, true);
    }

    private static Map<String, String> appForm(ConnectedApp app, String grantType) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grantType);
        form.put("client_id", app.clientId());
        @Nullable String secret = app.clientSecret();
        if (secret != null) {
            form.put("client_secret", secret);
        }
        return form;
    }

    private Granted ask(ConnectedApp app, Map<String, String> form, boolean signed) {
        HttpAnswer answer = post(app.loginHost().resolve(TOKEN), form);
        JsonNode body = body(answer);
        if (answer.status() != 200) {
            throw new SalesforceFailure(GrantErrors.of(
                    JsonText.of(body, "error"), JsonText.of(body, "error_description"), clockAhead(answer), signed));
        }
        String accessToken = JsonText.of(body, "access_token");
        Optional<URI> instance = instance(JsonText.of(body, "instance_url"));
        if (accessToken.isEmpty() || instance.isEmpty()) {
            throw new SalesforceFailure(Unreachable.read("an answer without a token or an instance URL"));
        }
        String refreshToken = JsonText.of(body, "refresh_token");
        return new Granted(
                new Session(accessToken, instance.get()),
                refreshToken.isEmpty() ? null : refreshToken,
                OrgUser.ofIdentityUrl(JsonText.of(body, "id")).orElse(null));
    }

    private HttpAnswer post(URI address, Map<String, String> form) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(HttpTransport.form(form)))
                .build();
        try {
            return transport.send(request, timeout);
        } catch (HttpFailure failure) {
            throw new SalesforceFailure(Unreachable.read(failure.what()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SalesforceFailure(Unreachable.read("interrupted"));
        }
    }

    private static JsonNode body(HttpAnswer answer) {
        try {
            if (answer.status() < 500) {
                return answer.object();
            }
        } catch (HttpFailure noJson) {
            throw new SalesforceFailure(Unreachable.read(noJson.what()));
        }
        SalesforceError down = Unreachable.read("HTTP " + answer.status());
        throw new SalesforceFailure(down);
    }

    private static Optional<URI> instance(String text) {
        try {
            return Optional.of(URI.create(text)).filter(address -> address.getHost() != null);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private Duration clockAhead(HttpAnswer answer) {
        return answer.header("Date")
                .flatMap(HttpDate::find)
                .map(there -> Duration.between(there, clock.instant()))
                .orElse(Duration.ZERO);
    }
}
