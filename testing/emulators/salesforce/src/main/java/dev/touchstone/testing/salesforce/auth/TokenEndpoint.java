package dev.touchstone.testing.salesforce.auth;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.salesforce.auth.Grants.Code;
import dev.touchstone.testing.salesforce.auth.Grants.Grant;
import dev.touchstone.testing.salesforce.http.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues access tokens: signed assertion, client credentials, code, refresh token. */
final class TokenEndpoint {
    private static final Duration MAX_ASSERTION_LIFE = Duration.ofMinutes(3);
    private static final String NOT_APPROVED = "user hasn't approved this consumer";
    private static final String SCOPE = "api id refresh_token";

    private final Clock clock;
    private final Hosts hosts;
    private final Users users;
    private final Apps apps;
    private final Grants grants;
    private final Sessions sessions;
    private final String orgId;

    TokenEndpoint(Clock clock, Hosts hosts, Users users, Apps apps, Grants grants, Sessions sessions, String orgId) {
        this.clock = clock;
        this.hosts = hosts;
        this.users = users;
        this.apps = apps;
        this.grants = grants;
        this.sessions = sessions;
        this.orgId = orgId;
    }

    Reply answer(Request request, URI host) {
        try {
            if (!request.method().equals("POST")) {
                throw new OAuthRefusal("invalid_request", "must use HTTP POST");
            }
            return Reply.json(issue(request, host)).withHeader("Cache-Control", "no-cache, no-store");
        } catch (OAuthRefusal refusal) {
            return refusal.toReply();
        }
    }

    private Map<String, Object> issue(Request request, URI host) throws OAuthRefusal {
        return switch (request.parameter("grant_type").orElse("")) {
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> byAssertion(request);
            case "client_credentials" -> byCredentials(request, host);
            case "authorization_code" -> byCode(request);
            case "refresh_token" -> byRefreshToken(request);
            default -> throw new OAuthRefusal("unsupported_grant_type", "grant type not supported");
        };
    }

    private Map<String, Object> byAssertion(Request request) throws OAuthRefusal {
        JwtAssertion assertion =
                JwtAssertion.parse(request.parameter("assertion").orElse(""));
        ConnectedApp app = apps.get(assertion.issuer());
        assertion.verify(app.jwt().key().orElseThrow(() -> OAuthRefusal.grant("invalid assertion")));
        if (!hosts.audiences().contains(assertion.audience())) {
            throw OAuthRefusal.grant("audience is invalid");
        }
        Instant now = clock.instant();
        boolean inTime = now.isBefore(assertion.expiry()) && !assertion.expiry().isAfter(now.plus(MAX_ASSERTION_LIFE));
        if (!inTime) {
            throw OAuthRefusal.grant("expired authorization code");
        }
        Login login = users.find(assertion.subject())
                .filter(user -> app.jwt().preauthorized().contains(user.username()))
                .orElseThrow(() -> OAuthRefusal.grant(NOT_APPROVED));
        return session(app, login);
    }

    private Map<String, Object> byCredentials(Request request, URI host) throws OAuthRefusal {
        if (host.equals(hosts.login())) {
            throw OAuthRefusal.grant("request not supported on this domain");
        }
        ConnectedApp app = apps.withSecret(request);
        Login login = app.runAs()
                .flatMap(users::find)
                .orElseThrow(() -> OAuthRefusal.grant("no client credentials user enabled"));
        return session(app, login);
    }

    private Map<String, Object> byCode(Request request) throws OAuthRefusal {
        ConnectedApp app = apps.of(request);
        requireSecret(app, request);
        Code code = grants.redeem(request.parameter("code").orElse(""))
                .filter(found -> found.grant().consumerKey().equals(app.consumerKey()))
                .orElseThrow(() -> OAuthRefusal.grant("expired authorization code"));
        if (!code.redirectUri().equals(request.parameter("redirect_uri").orElse(""))) {
            throw new OAuthRefusal("redirect_uri_mismatch", "redirect_uri must match configuration");
        }
        if (!code.challenge().isEmpty()
                && !code.challenge()
                        .equals(challenge(request.parameter("code_verifier").orElse("")))) {
            throw OAuthRefusal.grant("invalid code verifier");
        }
        Map<String, Object> answer = session(app, allowed(code.grant()));
        if (code.offline()) {
            answer.put("refresh_token", grants.issueRefreshToken(code.grant()));
        }
        return answer;
    }

    private Map<String, Object> byRefreshToken(Request request) throws OAuthRefusal {
        ConnectedApp app = apps.of(request);
        requireSecret(app, request);
        String token = request.parameter("refresh_token").orElse("");
        Grant grant = grants.find(token)
                .filter(found -> found.consumerKey().equals(app.consumerKey()))
                .orElseThrow(TokenEndpoint::expiredRefreshToken);
        Login login = allowed(grant);
        Optional<String> next = Optional.empty();
        if (app.web().rotation()) {
            // Whoever takes the old one back first gets the next one; a second call at the same time gets none.
            Grant taken = grants.revoke(token).orElseThrow(TokenEndpoint::expiredRefreshToken);
            next = Optional.of(grants.issueRefreshToken(taken));
        }
        Map<String, Object> answer = session(app, login);
        next.ifPresent(issued -> answer.put("refresh_token", issued));
        return answer;
    }

    private Login allowed(Grant grant) throws OAuthRefusal {
        return users.find(grant.username()).orElseThrow(() -> OAuthRefusal.grant("inactive user"));
    }

    private void requireSecret(ConnectedApp app, Request request) throws OAuthRefusal {
        if (app.web().secretRequired()) {
            apps.withSecret(request);
        }
    }

    private Map<String, Object> session(ConnectedApp app, Login login) throws OAuthRefusal {
        Optional<String> refusal = users.refusal(login.username());
        if (refusal.isPresent()) {
            throw OAuthRefusal.grant(refusal.get());
        }
        Session session = sessions.begin(login, app.name(), hosts.instance());
        String id = hosts.login() + "/id/" + orgId + "/" + login.userId();
        String issuedAt = Long.toString(clock.millis());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", session.token());
        answer.put("signature", signature(app, id + issuedAt));
        answer.put("scope", SCOPE);
        answer.put("instance_url", session.instance().toString());
        answer.put("id", id);
        answer.put("token_type", "Bearer");
        answer.put("issued_at", issuedAt);
        return answer;
    }

    private static OAuthRefusal expiredRefreshToken() {
        return OAuthRefusal.grant("expired access/refresh token");
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 is missing", impossible);
        }
    }

    private static String signature(ConnectedApp app, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(app.consumerSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC is missing", impossible);
        }
    }
}
