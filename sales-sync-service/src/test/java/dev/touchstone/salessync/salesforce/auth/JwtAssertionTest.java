package dev.touchstone.salessync.salesforce.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.ClientCredentials;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.JwtBearer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class JwtAssertionTest {
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");
    private static final ConnectedApp APP =
            new ConnectedApp(URI.create("https://login.salesforce.com"), "3MVG9-client", "very-secret");

    @Test
    void itSaysWhoWeAreForLessThanThreeMinutesAndIsSigned() throws Exception {
        KeyPair keys = keys("RSA");
        String[] parts = JwtAssertion.of(
                        new JwtBearer(
                                APP, "robot@x.test", URI.create("https://login.salesforce.com"), keys.getPrivate()),
                        NOW)
                .split("\\.");
        assertThat(decode(parts[0]).path("alg").asText()).isEqualTo("RS256");
        JsonNode claims = decode(parts[1]);
        assertThat(claims.path("iss").asText()).isEqualTo("3MVG9-client");
        assertThat(claims.path("sub").asText()).isEqualTo("robot@x.test");
        assertThat(claims.path("aud").asText()).isEqualTo("https://login.salesforce.com");
        assertThat(claims.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 120);
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(keys.getPublic());
        check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void onlyAnRsaKeySigns() throws Exception {
        KeyPair keys = keys("EC");
        assertThatThrownBy(() -> new JwtBearer(APP, "robot@x.test", APP.loginHost(), keys.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RSA key");
    }

    /** The shared login hosts answer client credentials with an error that does not say why. */
    @Test
    void clientCredentialsNeedTheMyDomain() {
        assertThatThrownBy(() -> new ClientCredentials(APP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("client credentials need the My Domain of the organisation but not login.salesforce.com");
    }

    @Test
    void noSecretIsPartOfAText() throws Exception {
        Session session = new Session("00Dxx!secret", URI.create("https://x.my.salesforce.com"));
        assertThat(session.toString()).doesNotContain("secret");
        assertThat(new Granted(session, "refresh-secret", null).toString()).doesNotContain("secret");
        assertThat(new SalesforceCredentials.Refreshing(APP, exchange -> exchange.with("secret")).toString())
                .doesNotContain("secret");
        assertThat(new JwtBearer(APP, "u", APP.loginHost(), keys("RSA").getPrivate()).toString())
                .isEqualTo("JwtBearer[ConnectedApp[https://login.salesforce.com, ...ient]]");
    }

    private static KeyPair keys(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2_048 : 256);
        return generator.generateKeyPair();
    }

    private static JsonNode decode(String part) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
    }
}
