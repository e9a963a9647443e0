package dev.touchstone.testing.salesforce.auth;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.salesforce.auth.Grants.Grant;
import dev.touchstone.testing.salesforce.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The page where a user allows an app to work for them. Whoever is said to sit at the browser, or {@code login_hint}, allows
 * it at once, unless they are told to refuse.
 */
public final class Browser {
    private static final List<String> OFFLINE = List.of("refresh_token", "offline_access", "full");

    private final Users users;
    private final Apps apps;
    private final Grants grants;
    private volatile String signedIn = "";
    private volatile boolean refusing;

    Browser(Users users, Apps apps, Grants grants) {
        this.users = users;
        this.apps = apps;
        this.grants = grants;
    }

    /** From now on, this user sits at the browser, and allows whatever is asked. */
    public void signIn(String username) {
        if (users.find(username).isEmpty()) {
            throw new IllegalArgumentException("there is no user " + username);
        }
        signedIn = username;
        refusing = false;
    }

    /** From now on, the user refuses. */
    public void refuse() {
        refusing = true;
    }

    void reset() {
        signedIn = "";
        refusing = false;
    }

    Reply authorize(Request request) {
        Optional<ConnectedApp> app = request.parameter("client_id").flatMap(apps::find);
        if (app.isEmpty()) {
            return page("error=invalid_client_id&error_description=client%20identifier%20invalid");
        }
        String redirectUri = request.parameter("redirect_uri").orElse("");
        if (!app.get().web().callbackUrls().contains(redirectUri)) {
            return page("error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration");
        }
        String state = request.parameter("state")
                .map(text -> "&state=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse("");
        String separator = redirectUri.contains("?") ? "&" : "?";
        return Reply.text(302, "text/html;charset=UTF-8", "")
                .withHeader("Location", redirectUri + separator + outcome(app.get(), redirectUri, request) + state);
    }

    private String outcome(ConnectedApp app, String redirectUri, Request request) {
        Optional<Login> user =
                users.find(request.parameter("login_hint").orElse(signedIn)).or(() -> users.find(signedIn));
        String challenge = request.parameter("code_challenge").orElse("");
        if (!request.parameter("response_type").orElse("").equals("code")) {
            return "error=unsupported_response_type&error_description=response+type+not+supported";
        }
        if (challenge.isEmpty() && app.web().pkceRequired()) {
            return "error=invalid_request&error_description=missing+required+code+challenge";
        }
        if (refusing || user.isEmpty()) {
            return "error=access_denied&error_description=end-user+denied+authorization";
        }
        Optional<List<String>> scopes = request.parameter("scope").map(text -> Arrays.asList(text.split(" ", -1)));
        boolean offline = scopes.isEmpty() || scopes.get().stream().anyMatch(OFFLINE::contains);
        Grant grant = new Grant(app.consumerKey(), user.get().username());
        return "code="
                + URLEncoder.encode(grants.issueCode(grant, redirectUri, challenge, offline), StandardCharsets.UTF_8);
    }

    private static Reply page(String error) {
        return Reply.text(400, "text/html;charset=UTF-8", "<html><body>" + error + "</body></html>");
    }
}
