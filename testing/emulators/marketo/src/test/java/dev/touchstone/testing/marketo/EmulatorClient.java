package dev.touchstone.testing.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The barest client of the emulator: what a test asks is what is sent. */
final class EmulatorClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI baseUrl;
    private String token = "none";

    EmulatorClient(MarketoEmulator emulator) {
        baseUrl = emulator.baseUrl();
    }

    HttpResponse<String> requestToken(String id, String secret) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(baseUrl.resolve(
                "/identity/oauth/token?grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret)));
    }

    JsonNode logIn() throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(
                requestToken("touchstone-demo", "touchstone-demo-secret").body());
        token = answer.get("access_token").asText();
        return answer;
    }

    HttpResponse<String> raw(String pathAndQuery) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(baseUrl.resolve(pathAndQuery)).header("Authorization", "Bearer " + token));
    }

    JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
        return JSON.readTree(raw(pathAndQuery).body());
    }

    HttpResponse<String> postForm(String pathAndQuery, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(baseUrl.resolve(pathAndQuery))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return json(rawPost(path, JSON.writeValueAsString(body), "application/json"));
    }

    HttpResponse<String> rawPost(String path, String body, String contentType)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(baseUrl.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    JsonNode delete(String pathAndQuery) throws IOException, InterruptedException {
        return json(send(HttpRequest.newBuilder(baseUrl.resolve(pathAndQuery))
                .header("Authorization", "Bearer " + token)
                .DELETE()));
    }

    /** A page of a feed, the token going first. */
    JsonNode page(String path, String pagingToken, String more) throws IOException, InterruptedException {
        return get(path + "?nextPageToken=" + URLEncoder.encode(pagingToken, StandardCharsets.UTF_8) + more);
    }

    String pagingToken(Instant since) throws IOException, InterruptedException {
        return get("/rest/v1/activities/pagingtoken.json?sinceDatetime=" + since.truncatedTo(ChronoUnit.SECONDS))
                .get("nextPageToken")
                .asText();
    }

    HttpResponse<byte[]> bytes(String path, String range) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(baseUrl.resolve(path)).header("Authorization", "Bearer " + token);
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String code(JsonNode answer) {
        return answer.path("errors").path(0).path("code").asText();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
