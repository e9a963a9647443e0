package dev.touchstone.testing.salesforce;

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
import java.util.Map;
import java.util.stream.Collectors;

/** The barest client of the emulator: what a test asks is what is sent. */
final class EmulatorClient {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String DATA = "/services/data/v62.0";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI loginUrl;
    private URI instance;
    private String token = "none";

    EmulatorClient(SalesforceEmulator emulator) {
        loginUrl = emulator.loginUrl();
        instance = emulator.url();
    }

    /** Asks for a token; the parameters go as a form. */
    HttpResponse<String> requestToken(URI host, Map<String, String> form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(host.resolve("/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form))));
    }

    /** Logs in with client credentials and works at the instance that the answer names. */
    JsonNode logIn() throws IOException, InterruptedException {
        return use(json(requestToken(
                instance,
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", EmulatorConfig.CONSUMER_KEY,
                        "client_secret", EmulatorConfig.CONSUMER_SECRET))));
    }

    /** Works with this answer to a request for a token. */
    JsonNode use(JsonNode answer) {
        token = answer.path("access_token").asText();
        instance = URI.create(answer.path("instance_url").asText());
        return answer;
    }

    URI loginUrl() {
        return loginUrl;
    }

    HttpRequest.Builder request(String path) {
        URI address =
                instance.resolve(path.startsWith("/services") || path.startsWith("/emulator") ? path : DATA + path);
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> raw(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json(raw(path));
    }

    JsonNode query(String soql) throws IOException, InterruptedException {
        return get("/query?q=" + encode(soql));
    }

    /** Sends a body of JSON; headers are names and values in turn. */
    HttpResponse<String> write(String method, String path, Object body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    JsonNode post(String path, Object body, String... headers) throws IOException, InterruptedException {
        return json(write("POST", path, body, headers));
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body().isEmpty() ? "null" : response.body());
    }

    /** The code of the first error. */
    static String code(HttpResponse<String> response) throws IOException {
        JsonNode body = json(response);
        return body.isArray()
                ? body.path(0).path("errorCode").asText()
                : body.path("error").asText();
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
