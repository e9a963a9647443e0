package dev.touchstone.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private HttpServer provider;
    private SigningKeys keys;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] body = page == null ? new byte[0] : page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        keys = new SigningKeys(issuer(), "", Duration.ofMillis(50));
    }

    @AfterEach
    void stop() {
        keys.stop();
        provider.stop(0);
    }

    private String issuer() {
        return "http://127.0.0.1:" + provider.getAddress().getPort() + "/realm";
    }

    private static String keySet(String id) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(id);
        return new JsonWebKeySet(key).toJson();
    }

    @Test
    void keysAreFoundByTheIssuersConfigurationAndFetchedAnew() throws JoseException {
        pages.put("/realm/.well-known/openid-configuration", "{\"jwks_uri\":\"" + issuer() + "/keys\"}");
        pages.put("/realm/keys", keySet("first"));
        keys.start();
        await().untilAsserted(() -> assertThat(keys.known()).singleElement().returns("first", key -> key.getKeyId()));
        assertThat(keys.trouble()).isEmpty();

        pages.put("/realm/keys", keySet("second"));
        await().untilAsserted(() -> assertThat(keys.known()).singleElement().returns("second", key -> key.getKeyId()));
    }

    @Test
    void anOutageLeavesTheKeysInForceAndIsTold() throws JoseException {
        pages.put("/realm/.well-known/openid-configuration", "{\"jwks_uri\":\"" + issuer() + "/keys\"}");
        pages.put("/realm/keys", keySet("first"));
        keys.start();
        await().until(() -> !keys.known().isEmpty());

        pages.remove("/realm/keys");
        await().untilAsserted(() -> assertThat(keys.trouble()).endsWith("/realm/keys answers 404"));
        assertThat(keys.known()).singleElement().returns("first", key -> key.getKeyId());
    }

    @Test
    void theSettingMayHoldTheKeysThemselves() throws JoseException {
        SigningKeys given = new SigningKeys("https://issuer.test", keySet("given"), Duration.ofMinutes(5));
        given.start();
        await().untilAsserted(() -> assertThat(given.known()).singleElement().returns("given", key -> key.getKeyId()));
        given.stop();
    }

    @Test
    void aConfigurationWithoutAnAddressOfKeysIsTold() {
        pages.put("/realm/.well-known/openid-configuration", "{}");
        keys.start();
        await().untilAsserted(() -> assertThat(keys.trouble())
                .isEqualTo("the keys of the issuer " + issuer()
                        + " cannot be fetched: the issuer's configuration names no jwks_uri"));
        assertThat(keys.known()).isEmpty();
    }
}
