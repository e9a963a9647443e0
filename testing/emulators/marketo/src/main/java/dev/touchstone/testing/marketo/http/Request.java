package dev.touchstone.testing.marketo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request as far as the API looks at it. Query and form fields are one; a field may be given more than once. */
public final class Request {
    /** Bytes of path and query; one more is answered with HTTP 414. */
    public static final int MAX_URI_BYTES = 8 * 1024;

    /** Bytes of the body; one more is answered with HTTP 413. */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEARER = "Bearer ";

    private final String method;
    private final String path;
    private final Map<String, List<String>> parameters;
    private final Map<String, String> headers;
    private final int uriBytes;
    private final byte[] body;

    private Request(
            String method,
            String path,
            Map<String, List<String>> parameters,
            Map<String, String> headers,
            int uriBytes,
            byte[] body) {
        this.method = method;
        this.path = path;
        this.parameters = parameters;
        this.headers = headers;
        this.uriBytes = uriBytes;
        this.body = body;
    }

    /** Reads a request; reading the body stops one byte above {@code maxBody}. */
    public static Request read(HttpExchange exchange, int maxBody) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(maxBody + 1);
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        addFields(exchange.getRequestURI().getRawQuery(), parameters);
        if (headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
            addFields(new String(body, StandardCharsets.UTF_8), parameters);
        }
        // Some clients reach the bulk API as /rest/../bulk/v1.
        String path =
                URI.create(exchange.getRequestURI().getRawPath()).normalize().getPath();
        return new Request(
                exchange.getRequestMethod(),
                path,
                parameters,
                headers,
                exchange.getRequestURI().toString().length(),
                body);
    }

    /** The same request with fields that the path named. */
    Request with(Map<String, String> variables) {
        Map<String, List<String>> all = new LinkedHashMap<>(parameters);
        variables.forEach((name, value) -> all.put("{" + name + "}", List.of(value)));
        return new Request(method, path, all, headers, uriBytes, body);
    }

    /** The method, as {@code _method} overrides it: a form posted with {@code _method=GET} stands for a GET. */
    public String method() {
        return method.equals("POST")
                        && parameter("_method").filter("GET"::equals).isPresent()
                ? "GET"
                : method;
    }

    /** The method on the wire. */
    public String sentMethod() {
        return method;
    }

    public String path() {
        return path;
    }

    public int uriBytes() {
        return uriBytes;
    }

    public int bodyBytes() {
        return body.length;
    }

    /** The access token of the {@code Authorization} header. */
    public @Nullable String token() {
        String authorization = headers.get("authorization");
        return authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : null;
    }

    /** A header; names in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** What a place of the path held. */
    public String variable(String name) {
        return values("{" + name + "}").get(0);
    }

    /** A number in the path; anything else is refused as a resource that is not there. */
    public long idInPath(String name) throws ApiRefusal {
        try {
            return Long.parseLong(variable(name));
        } catch (NumberFormatException notANumber) {
            throw new ApiRefusal("610");
        }
    }

    /** A parameter; empty if it is absent or blank. */
    public Optional<String> parameter(String name) {
        return values(name).stream().findFirst().filter(value -> !value.isBlank());
    }

    /** A parameter that has to be there. */
    public String required(String name) throws ApiRefusal {
        return parameter(name)
                .orElseThrow(() -> new ApiRefusal("1002", "Missing value for the required parameter '" + name + "'"));
    }

    /** The values of a parameter, each part between commas one value; empty if it is absent. */
    public List<String> list(String name) {
        return values(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A whole number within bounds. */
    public int number(String name, int fallback, int min, int max) throws ApiRefusal {
        Optional<String> asked = parameter(name);
        if (asked.isEmpty()) {
            return fallback;
        }
        int value;
        try {
            value = Integer.parseInt(asked.get());
        } catch (NumberFormatException notANumber) {
            throw new ApiRefusal("1001", "Invalid value '" + asked.get() + "'. Required of type 'Integer'");
        }
        if (value < min || value > max) {
            throw new ApiRefusal("1003", name + " must be " + min + " to " + max);
        }
        return value;
    }

    /** The body as a JSON object. */
    public JsonNode json() throws ApiRefusal {
        if (!headers.getOrDefault("content-type", "").startsWith("application/json")) {
            throw new ApiRefusal("612");
        }
        try {
            JsonNode parsed = JSON.readTree(body);
            if (parsed != null && parsed.isObject()) {
                return parsed;
            }
        } catch (JsonProcessingException notJson) {
            throw new ApiRefusal("609", "Invalid JSON: " + notJson.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
        throw new ApiRefusal("609");
    }

    /**
     * The body as JSON, whatever its content type says; an empty body is an empty object.
     *
     * @throws JsonProcessingException if it is not JSON
     */
    public JsonNode jsonWhateverItsType() throws JsonProcessingException {
        return JSON.readTree(body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8));
    }

    /** The member {@code input}, an array of at most {@code max} rows. */
    public List<JsonNode> input(int max) throws ApiRefusal {
        JsonNode input = json().path("input");
        if (!input.isArray() || input.isEmpty()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter 'input'");
        }
        if (input.size() > max) {
            throw new ApiRefusal("1003", "Max number of records exceeded: " + input.size() + " of " + max);
        }
        List<JsonNode> rows = new ArrayList<>();
        input.forEach(rows::add);
        return rows;
    }

    /** The fields as a truth log may keep them: without the secret. */
    public Map<String, String> shownParameters() {
        return parameters.entrySet().stream()
                .filter(field -> !field.getKey().equals("client_secret"))
                .filter(field -> !field.getKey().startsWith("{"))
                .collect(Collectors.toMap(Map.Entry::getKey, field -> String.join(",", field.getValue())));
    }

    private List<String> values(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    private static void addFields(@Nullable String encoded, Map<String, List<String>> parameters) {
        if (encoded == null || encoded.isEmpty()) {
            return;
        }
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters
                    .computeIfAbsent(decode(name), ignored -> new ArrayList<>())
                    .add(decode(value));
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
