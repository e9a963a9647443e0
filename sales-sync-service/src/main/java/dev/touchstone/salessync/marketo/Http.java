package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends one request and reads its JSON body. Knows nothing of tokens and codes. */
final class Http {
    /** Marketo refuses a URI above 8 KB with 414; from this length on, the query goes as a form. */
    private static final int LONGEST_URI = 7_500;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final Duration timeout;

    /**
     * @param timeout for a whole call, the body included
     */
    Http(Duration timeout) {
        this.timeout = timeout;
    }

    /** Status and body. */
    record Answer(int status, String body) {
        /**
         * The body as JSON.
         *
         * @throws MarketoFailure if it is none, as the page of a proxy is not
         */
        JsonNode json() {
            try {
                JsonNode parsed = JSON.readTree(body);
                if (parsed != null && parsed.isObject()) {
                    return parsed;
                }
            } catch (JsonProcessingException notJson) {
                throw new MarketoFailure(new MarketoError.Unreachable("the body is not JSON"));
            }
            throw new MarketoFailure(new MarketoError.Unreachable("the body is not a JSON object"));
        }
    }

    /**
     * Reads with the parameters as the query, or as a form when the address would be too long.
     *
     * @param token access token for the header; null for the identity service
     * @throws MarketoFailure if there is no answer in time
     */
    Answer read(URI address, Map<String, String> parameters, @Nullable String token) throws InterruptedException {
        String query = encode(parameters);
        HttpRequest.Builder request;
        if (address.toString().length() + 1 + query.length() <= LONGEST_URI) {
            request = HttpRequest.newBuilder(query.isEmpty() ? address : URI.create(address + "?" + query));
        } else {
            request = HttpRequest.newBuilder(URI.create(address + "?_method=GET"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(query));
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    private Answer send(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> sent =
                client.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new MarketoFailure(new MarketoError.Unreachable("no answer within " + timeout.toSeconds() + " s"));
        } catch (ExecutionException failed) {
            // Only the kind of the failure: its text may hold the address with its query.
            @Nullable Throwable cause = failed.getCause();
            String kind = cause == null ? "no connection" : cause.getClass().getSimpleName();
            throw new MarketoFailure(new MarketoError.Unreachable(kind));
        }
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
