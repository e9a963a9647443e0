package dev.touchstone.testing.salesforce.auth;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.salesforce.http.Caller;
import dev.touchstone.testing.salesforce.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells who works in a session. */
final class IdentityApi {
    private final Hosts hosts;
    private final Users users;
    private final Sessions sessions;
    private final String orgId;

    IdentityApi(Hosts hosts, Users users, Sessions sessions, String orgId) {
        this.hosts = hosts;
        this.users = users;
        this.sessions = sessions;
        this.orgId = orgId;
    }

    /** The claims of OpenID Connect. */
    Reply userInfo(Request request) {
        return caller(request)
                .map(login -> {
                    Map<String, Object> claims = base(login, "preferred_username");
                    claims.put("sub", id(login));
                    claims.put("name", login.displayName());
                    claims.put("email_verified", true);
                    claims.put("zoneinfo", "America/Los_Angeles");
                    return Reply.json(claims);
                })
                .orElseGet(() -> badToken(request));
    }

    /** The identity document of a user, for that user's own sessions. */
    Reply identity(Request request) {
        return caller(request)
                .filter(login -> request.variable("org").equals(orgId)
                        && request.variable("user").equals(login.userId()))
                .map(login -> {
                    Map<String, Object> identity = base(login, "username");
                    identity.put("id", id(login));
                    identity.put("asserted_user", true);
                    identity.put("display_name", login.displayName());
                    identity.put("active", true);
                    identity.put("user_type", "STANDARD");
                    return Reply.json(identity);
                })
                .orElseGet(() -> badToken(request));
    }

    private Map<String, Object> base(Login login, String nameOfUsername) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("user_id", login.userId());
        members.put("organization_id", orgId);
        members.put(nameOfUsername, login.username());
        members.put("email", login.email());
        members.put("urls", urls());
        return members;
    }

    private Map<String, Object> urls() {
        String rest = hosts.instance() + "/services/data/v{version}/";
        Map<String, Object> urls = new LinkedHashMap<>();
        urls.put("rest", rest);
        urls.put("sobjects", rest + "sobjects/");
        urls.put("query", rest + "query/");
        urls.put("partner", hosts.instance() + "/services/Soap/u/{version}/" + orgId);
        return urls;
    }

    private String id(Login login) {
        return hosts.login() + "/id/" + orgId + "/" + login.userId();
    }

    private Optional<Login> caller(Request request) {
        return Optional.ofNullable(request.token())
                .or(() -> request.parameter("oauth_token"))
                .flatMap(sessions::find)
                .map(Caller::userId)
                .flatMap(users::withId);
    }

    private static Reply badToken(Request request) {
        boolean sent =
                request.token() != null || request.parameter("oauth_token").isPresent();
        return Reply.text(403, "text/plain;charset=UTF-8", sent ? "Bad_OAuth_Token" : "Missing_OAuth_Token");
    }
}
