package dev.touchstone.testing.salesforce.auth;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.emulator.http.Routes.Found;
import dev.touchstone.testing.salesforce.http.Reply;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The end points that need no session: OAuth, identity, login by SOAP. */
public final class LoginApi {
    /** How the paths begin under which tokens are issued. */
    public static final String TOKEN_PATHS = "/services/oauth2/";

    private final Grants grants;
    private final Sessions sessions;
    private final Users users;
    private final Browser browser;
    private final Routes<LoginEndpoint> routes = new Routes<>();

    @FunctionalInterface
    private interface LoginEndpoint {
        Reply answer(Request request, URI host);
    }

    public LoginApi(Clock clock, Hosts hosts, Users users, Apps apps, Sessions sessions, String orgId) {
        this.users = users;
        this.sessions = sessions;
        grants = new Grants(clock);
        browser = new Browser(users, apps, grants);
        TokenEndpoint tokens = new TokenEndpoint(clock, hosts, users, apps, grants, sessions, orgId);
        IdentityApi identities = new IdentityApi(hosts, users, sessions, orgId);
        SoapLogin soap = new SoapLogin(hosts, users, sessions, orgId);
        routes.add("POST", TOKEN_PATHS + "token", tokens::answer)
                .add("GET", TOKEN_PATHS + "token", tokens::answer)
                .add("GET", TOKEN_PATHS + "authorize", (request, host) -> browser.authorize(request))
                .add("GET", TOKEN_PATHS + "userinfo", (request, host) -> identities.userInfo(request))
                .add("POST", TOKEN_PATHS + "userinfo", (request, host) -> identities.userInfo(request))
                .add("GET", TOKEN_PATHS + "revoke", (request, host) -> revoke(request))
                .add("POST", TOKEN_PATHS + "revoke", (request, host) -> revoke(request))
                .add("GET", "/id/{org}/{user}", (request, host) -> identities.identity(request))
                .add("POST", "/services/Soap/u/{version}", (request, host) -> soap.answer(request))
                .add("POST", "/services/Soap/u/{version}/{org}", (request, host) -> soap.answer(request));
    }

    /**
     * Carries a call out.
     *
     * @param host the server it came to, without path
     * @return empty if the path is none of these
     */
    public Optional<Reply> answer(Request request, URI host) {
        return switch (routes.find(request)) {
            case Found.Match<LoginEndpoint> match ->
                Optional.of(match.endpoint().answer(match.request(), host));
            case Found.WrongMethod<LoginEndpoint> ignored -> Optional.of(Reply.status(405));
            case Found.Unknown<LoginEndpoint> ignored -> Optional.empty();
        };
    }

    /** Who sits at the browser. */
    public Browser browser() {
        return browser;
    }

    /** Takes back what a user has allowed: the refresh tokens and sessions are good no longer. */
    public void revokeAllOf(String username) {
        grants.revokeAllOf(username);
        sessions.endAllOf(username);
    }

    /** Forgets grants, sessions and restrictions. */
    public void reset() {
        grants.clear();
        sessions.endAll();
        users.liftAll();
        browser.reset();
    }

    private Reply revoke(Request request) {
        String token = request.parameter("token").orElse("");
        Optional<Grants.Grant> grant = grants.revoke(token);
        grant.ifPresent(taken -> sessions.endAllOf(taken.username()));
        if (grant.isEmpty() && !sessions.end(token)) {
            return Reply.json(400, Json.object("error", "invalid_token", "error_description", "invalid token"));
        }
        return Reply.status(200);
    }
}
