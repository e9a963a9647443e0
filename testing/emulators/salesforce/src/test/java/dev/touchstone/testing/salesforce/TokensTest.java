package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.auth.ConnectedApp;
import dev.touchstone.testing.salesforce.auth.Restriction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How sessions are issued, renewed, refused and ended. */
class TokensTest extends EmulatorFixture {
    private static final String USER = EmulatorConfig.USERNAME;
    private static final String KEY = "app-key";
    private static final String SECRET = "app-secret";
    private static final String CALLBACK = "https://app.example/callback";
    private static final KeyPair KEYS = keys();
    private static final KeyPair OTHER_KEYS = keys();

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the JDK has no RSA", impossible);
        }
    }

    private static ConnectedApp app() {
        return ConnectedApp.of("sia", KEY, SECRET)
                .withCertificate(KEYS.getPublic(), USER)
                .withCallbacks(CALLBACK);
    }

    @BeforeEach
    void addApp() {
        emulator.apps().put(app());
    }

    private HttpResponse<String> token(String... namesAndValues) throws IOException, InterruptedException {
        Map<String, String> form = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return client.requestToken(client.loginUrl(), form);
    }

    private static String description(HttpResponse<String> response) throws IOException {
        return EmulatorClient.json(response).path("error_description").asText();
    }

    /** An assertion; {@code life} is how long it is good, in seconds. */
    private String assertion(KeyPair keys, String algorithm, String subject, String audience, long life)
            throws GeneralSecurityException, IOException {
        Map<String, Object> claims = Map.of(
                "iss", KEY,
                "sub", subject,
                "aud", audience,
                "exp", emulator.clock().instant().plusSeconds(life).getEpochSecond());
        String signed = base64(EmulatorClient.JSON.writeValueAsBytes(Map.of("alg", algorithm))) + "."
                + base64(EmulatorClient.JSON.writeValueAsBytes(claims));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private HttpResponse<String> byAssertion(String assertion) throws IOException, InterruptedException {
        return token("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void aSignedAssertionIsGoodForASessionWithoutARefreshToken() throws Exception {
        JsonNode answer = EmulatorClient.json(
                byAssertion(assertion(KEYS, "RS256", USER, client.loginUrl().toString(), 60)));
        assertThat(answer.has("refresh_token")).isFalse();
        assertThat(answer.get("instance_url").asText()).isEqualTo(emulator.url().toString());
        assertThat(answer.get("id").asText()).startsWith(client.loginUrl() + "/id/00D");
        client.use(answer);
        assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
        assertThat(EmulatorClient.json(
                        byAssertion(assertion(KEYS, "RS256", USER, "https://login.salesforce.com", 180))))
                .hasSizeGreaterThan(3);
    }

    static Stream<Arguments> wrongAssertions() {
        return Stream.of(
                arguments("another key", OTHER_KEYS, "RS256", USER, "LOGIN", 60L, "invalid assertion"),
                arguments("no signature", KEYS, "none", USER, "LOGIN", 60L, "invalid assertion"),
                arguments("another algorithm", KEYS, "HS256", USER, "LOGIN", 60L, "invalid assertion"),
                arguments(
                        "another server",
                        KEYS,
                        "RS256",
                        USER,
                        "https://test.salesforce.com",
                        60L,
                        "audience is invalid"),
                arguments("too late", KEYS, "RS256", USER, "LOGIN", -1L, "expired authorization code"),
                arguments("too long", KEYS, "RS256", USER, "LOGIN", 200L, "expired authorization code"),
                arguments(
                        "a user who is not pre-authorised",
                        KEYS,
                        "RS256",
                        "seller@x.test",
                        "LOGIN",
                        60L,
                        "user hasn't approved this consumer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAssertions")
    void aWrongAssertionIsRefused(
            String name, KeyPair keys, String algorithm, String user, String audience, long life, String refusal)
            throws Exception {
        emulator.addUser("seller@x.test", "Sel Ler");
        String server = audience.equals("LOGIN") ? client.loginUrl().toString() : audience;
        HttpResponse<String> response = byAssertion(assertion(keys, algorithm, user, server, life));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(EmulatorClient.code(response)).isEqualTo("invalid_grant");
        assertThat(description(response)).isEqualTo(refusal);
    }

    @Test
    void anAssertionIsJudgedByTheServersClock() throws Exception {
        String assertion = assertion(KEYS, "RS256", USER, client.loginUrl().toString(), 60);
        emulator.clock().advance(Duration.ofMinutes(2));
        assertThat(description(byAssertion(assertion))).isEqualTo("expired authorization code");
    }

    @Test
    void usersWhoMayNotLogInAreToldWhy() throws Exception {
        for (Map.Entry<Restriction, String> restricted : Map.of(
                        Restriction.INACTIVE, "inactive user", Restriction.IP_RESTRICTED, "ip restricted")
                .entrySet()) {
            emulator.users().restrict(USER, restricted.getKey());
            HttpResponse<String> response =
                    byAssertion(assertion(KEYS, "RS256", USER, client.loginUrl().toString(), 60));
            assertThat(description(response)).isEqualTo(restricted.getValue());
            emulator.users().lift(USER, restricted.getKey());
        }
    }

    @Test
    void clientCredentialsNeedARunAsUserTheSecretAndMyDomain() throws Exception {
        Map<String, String> form =
                Map.of("grant_type", "client_credentials", "client_id", KEY, "client_secret", SECRET);
        URI myDomain = emulator.url();
        assertThat(description(client.requestToken(myDomain, form))).isEqualTo("no client credentials user enabled");
        emulator.apps().put(app().withRunAs(USER));
        assertThat(client.requestToken(myDomain, form).statusCode()).isEqualTo(200);
        assertThat(description(client.requestToken(client.loginUrl(), form)))
                .isEqualTo("request not supported on this domain");
        Map<String, String> wrong = new HashMap<>(form);
        wrong.put("client_secret", "other");
        assertThat(EmulatorClient.code(client.requestToken(myDomain, wrong))).isEqualTo("invalid_client");
        wrong.put("client_id", "other");
        assertThat(EmulatorClient.code(client.requestToken(myDomain, wrong))).isEqualTo("invalid_client_id");
        assertThat(EmulatorClient.code(client.requestToken(myDomain, Map.of("grant_type", "magic"))))
                .isEqualTo("unsupported_grant_type");
    }

    private String codeFor(String more) throws Exception {
        HttpResponse<String> page = client.send(HttpRequest.newBuilder(client.loginUrl()
                .resolve("/services/oauth2/authorize?response_type=code&client_id=" + KEY + "&redirect_uri="
                        + EmulatorClient.encode(CALLBACK) + "&state=x%20y" + more)));
        assertThat(page.statusCode()).isEqualTo(302);
        String location = page.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(CALLBACK + "?").endsWith("&state=x+y");
        return location.substring(location.indexOf('?') + 1, location.lastIndexOf('&'));
    }

    private HttpResponse<String> redeem(String code, String... more) throws Exception {
        String[] all = Stream.concat(
                        Stream.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                KEY,
                                "client_secret",
                                SECRET,
                                "redirect_uri",
                                CALLBACK,
                                "code",
                                code.substring("code=".length())),
                        Stream.of(more))
                .toArray(String[]::new);
        return token(all);
    }

    @Test
    void aCodeIsGoodOnceAndWithItsVerifierOnly() throws Exception {
        emulator.addUser("seller@x.test", "Sel Ler");
        emulator.browser().signIn("seller@x.test");
        String verifier = "a".repeat(60);
        String challenge =
                base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        String pkce = "&code_challenge_method=S256&code_challenge=" + challenge;

        assertThat(description(redeem(codeFor(pkce)))).isEqualTo("invalid code verifier");
        assertThat(description(redeem(codeFor(pkce), "code_verifier", "b".repeat(60))))
                .isEqualTo("invalid code verifier");
        String code = codeFor(pkce);
        JsonNode answer = EmulatorClient.json(redeem(code, "code_verifier", verifier));
        assertThat(answer.get("refresh_token").asText()).isNotEmpty();
        assertThat(description(redeem(code, "code_verifier", verifier))).isEqualTo("expired authorization code");

        client.use(answer);
        JsonNode identity = client.get("/services/oauth2/userinfo");
        assertThat(identity.get("preferred_username").asText()).isEqualTo("seller@x.test");
        assertThat(answer.get("id").asText()).endsWith(identity.get("user_id").asText());
    }

    @Test
    void codesEndAndMayBeRefused() throws Exception {
        emulator.browser().signIn(USER);
        String code = codeFor("");
        emulator.clock().advance(Duration.ofMinutes(16));
        assertThat(description(redeem(code))).isEqualTo("expired authorization code");
        emulator.browser().refuse();
        assertThat(codeFor("")).startsWith("error=access_denied");
        emulator.browser().signIn(USER);
        emulator.apps().put(app().withPkceRequired());
        assertThat(codeFor("")).startsWith("error=invalid_request");
    }

    private HttpResponse<String> refresh(String refreshToken) throws Exception {
        return token(
                "grant_type",
                "refresh_token",
                "client_id",
                KEY,
                "client_secret",
                SECRET,
                "refresh_token",
                refreshToken);
    }

    private String refreshToken() throws Exception {
        emulator.browser().signIn(USER);
        return EmulatorClient.json(redeem(codeFor(""))).get("refresh_token").asText();
    }

    @Test
    void aRefreshTokenIsGoodUntilItIsRevoked() throws Exception {
        String refreshToken = refreshToken();
        JsonNode first = EmulatorClient.json(refresh(refreshToken));
        assertThat(first.has("refresh_token")).isFalse();
        assertThat(refresh(refreshToken).statusCode()).isEqualTo(200);
        emulator.revoke(USER);
        assertThat(description(refresh(refreshToken))).isEqualTo("expired access/refresh token");
        client.use(first);
        assertThat(EmulatorClient.code(client.raw("/limits"))).isEqualTo("INVALID_SESSION_ID");
    }

    /** F31: whoever loses the answer with the next refresh token has none that is good. */
    @Test
    void withRotationARefreshTokenIsGoodOnce() throws Exception {
        emulator.apps().put(app().withRotation());
        String refreshToken = refreshToken();
        String next =
                EmulatorClient.json(refresh(refreshToken)).get("refresh_token").asText();
        assertThat(Set.of(refreshToken, next)).hasSize(2);
        assertThat(EmulatorClient.code(refresh(refreshToken))).isEqualTo("invalid_grant");
        assertThat(refresh(next).statusCode()).isEqualTo(200);
    }

    /** F32: the organisation moves; the old instance knows nobody any more. */
    @Test
    void aRefreshTellsWhereTheInstanceIsNow() throws Exception {
        String refreshToken = refreshToken();
        URI before = emulator.url();
        emulator.moveInstance();
        assertThat(client.raw("/limits").statusCode()).isEqualTo(401);
        client.use(EmulatorClient.json(refresh(refreshToken)));
        assertThat(emulator.url()).isNotEqualTo(before);
        assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
    }

    @Test
    void revokingATokenEndsTheSession() throws Exception {
        JsonNode session = EmulatorClient.json(
                byAssertion(assertion(KEYS, "RS256", USER, client.loginUrl().toString(), 60)));
        client.use(session);
        String path = "/services/oauth2/revoke?token="
                + EmulatorClient.encode(session.get("access_token").asText());
        assertThat(client.raw(path).statusCode()).isEqualTo(200);
        assertThat(client.raw("/limits").statusCode()).isEqualTo(401);
        assertThat(client.raw(path).statusCode()).isEqualTo(400);
        assertThat(client.raw("/services/oauth2/userinfo").body()).isEqualTo("Bad_OAuth_Token");
    }

    @Test
    void sessionsEndUnlessTheyAreUsed() throws Exception {
        emulator.clock().advance(Duration.ofMinutes(70));
        assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
        emulator.clock().advance(Duration.ofMinutes(70));
        assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
        emulator.clock().advance(Duration.ofMinutes(121));
        assertThat(EmulatorClient.code(client.raw("/limits"))).isEqualTo("INVALID_SESSION_ID");
        client.logIn();
        emulator.expireSessions();
        assertThat(client.raw("/limits").statusCode()).isEqualTo(401);
        client.logIn();
        emulator.users().restrict(USER, Restriction.INACTIVE);
        assertThat(client.raw("/limits").statusCode()).isEqualTo(401);
    }

    @Test
    void whoMayNotUseTheApiHasASessionButIsRefused() throws Exception {
        emulator.users().restrict(USER, Restriction.API_DISABLED);
        assertThat(client.raw("/limits").statusCode()).isEqualTo(403);
        assertThat(EmulatorClient.code(client.raw("/limits"))).isEqualTo("API_CURRENTLY_DISABLED");
        emulator.users().lift(USER, Restriction.API_DISABLED);
        emulator.disableApiForOrg(true);
        assertThat(EmulatorClient.code(client.raw("/limits"))).isEqualTo("API_DISABLED_FOR_ORG");
    }

    @Test
    void loginBySoapTakesPasswordAndSecurityToken() throws Exception {
        HttpResponse<String> wrong = soapLogin(EmulatorConfig.PASSWORD);
        assertThat(wrong.statusCode()).isEqualTo(500);
        assertThat(wrong.body()).contains("<faultstring>INVALID_LOGIN");
        HttpResponse<String> right = soapLogin(EmulatorConfig.PASSWORD + EmulatorConfig.SECURITY_TOKEN);
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.body()).contains("<serverUrl>" + emulator.url()).contains("<sessionId>00D");
    }

    private HttpResponse<String> soapLogin(String password) throws Exception {
        String body = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
                + "<login xmlns=\"urn:partner.soap.sforce.com\"><username>" + USER + "</username><password>" + password
                + "</password></login></e:Body></e:Envelope>";
        return client.send(HttpRequest.newBuilder(client.loginUrl().resolve("/services/Soap/u/62.0"))
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString(body)));
    }
}
