package dev.touchstone.runtime.access;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The issuer's public keys, fetched again and again on a thread of its own, so that no call waits for them and new keys are
 * known before the first token is signed with them. Keys that cannot be fetched leave the ones before in force.
 */
final class SigningKeys {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Until the first keys are there. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final int OK = 200;

    private final String issuer;
    private final String place;
    private final Duration interval;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("keys of the issuer").unstarted(this::run);
    private volatile List<JsonWebKey> keys = List.of();
    private volatile String trouble = "not fetched yet";

    /** @param place a path or an address of the keys, or the key set itself; empty for what the issuer's configuration says */
    SigningKeys(String issuer, String place, Duration interval) {
        this.issuer = issuer;
        this.place = place;
        this.interval = interval;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped.countDown();
        thread.interrupt();
    }

    /** The keys; empty as long as none could be fetched. */
    List<JsonWebKey> known() {
        return keys;
    }

    /** One sentence on why the last attempt failed; empty if it did not. */
    String trouble() {
        return trouble;
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!stopped.await(pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause() {
        return keys.isEmpty() ? FIRST_PAUSE : interval;
    }

    private void attempt() throws InterruptedException {
        try {
            List<JsonWebKey> fetched = new JsonWebKeySet(text()).getJsonWebKeys();
            if (fetched.isEmpty()) {
                throw new IOException("the set holds no key that can be used");
            }
            keys = fetched;
            if (!trouble.isEmpty()) {
                Log.infof("%d keys of the issuer %s", fetched.size(), issuer);
            }
            trouble = "";
        } catch (IOException | JoseException | RuntimeException e) {
            String sentence = "the keys of the issuer " + issuer + " cannot be fetched: " + e.getMessage();
            if (!sentence.equals(trouble)) {
                Log.warn(sentence + "; trying again");
            }
            trouble = sentence;
        }
    }

    private String text() throws IOException, InterruptedException, JoseException {
        if (place.isEmpty()) {
            String configuration =
                    fetch(URI.create(issuer + (issuer.endsWith("/") ? "" : "/") + ".well-known/openid-configuration"));
            Map<String, Object> members = JsonUtil.parseJson(configuration);
            if (!(members.get("jwks_uri") instanceof String address)) {
                throw new IOException("the issuer's configuration names no jwks_uri");
            }
            return fetch(URI.create(address));
        }
        if (place.startsWith("{")) {
            return place;
        }
        return place.startsWith("https:") || place.startsWith("http:")
                ? fetch(URI.create(place))
                : Files.readString(Path.of(place));
    }

    private static String fetch(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).timeout(TIMEOUT).build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException(address + " answers " + answer.statusCode());
            }
            return answer.body();
        }
    }
}
