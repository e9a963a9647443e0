package dev.touchstone.testing.emulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A request as far as an API looks at it. Query and form fields are one; a field may be given more than once. */
public final class Request {
    /** Attribute of an exchange that says how long request line and headers were, if the server counts them. */
    static final String HEAD_BYTES = "headBytes";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SECRETS = Set.of("client_secret", "assertion", "code", "refresh_token", "token");
    private static final String BEARER = "Bearer ";

    private final String method;
    private final String sentMethod;
    private final String path;
    private final Map<String, List<String>> parameters;
    private final Map<String, String> headers;
    private final int uriBytes;
    private final int headBytes;
    private final byte[] body;

    private Request(
            String method,
            String sentMethod,
            String path,
            Map<String, List<String>> parameters,
            Map<String, String> headers,
            int uriBytes,
            int headBytes,
            byte[] body) {
        this.method = method;
        this.sentMethod = sentMethod;
        this.path = path;
        this.parameters = parameters;
        this.headers = headers;
        this.uriBytes = uriBytes;
        this.headBytes = headBytes;
        this.body = body;
    }

    /** Reads a request; reading the body stops one byte above {@code maxBody}. A packed body is unpacked. */
    public static Request read(HttpExchange exchange, int maxBody) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(maxBody + 1);
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        int headBytes = exchange.getAttribute(HEAD_BYTES) instanceof Integer bytes ? bytes : 0;
        return of(exchange.getRequestMethod(), exchange.getRequestURI(), headers, headBytes, unpacked(body, headers));
    }

    /** A request that came in another way than by HTTP, such as inside another one; names of headers in lower case. */
    public static Request of(String method, URI target, Map<String, String> headers, byte[] body) {
        return of(method, target, new HashMap<>(headers), 0, body.clone());
    }

    private static Request of(String method, URI target, Map<String, String> headers, int headBytes, byte[] body) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        addFields(target.getRawQuery(), parameters);
        if (headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
            addFields(new String(body, StandardCharsets.UTF_8), parameters);
        }
        // Some clients reach the bulk API as /rest/../bulk/v1.
        String path = URI.create(target.getRawPath()).normalize().getPath();
        return new Request(
                method, method, path, parameters, headers, target.toString().length(), headBytes, body);
    }

    /** The same request with fields that the path named. */
    Request with(Map<String, String> variables) {
        Map<String, List<String>> all = new LinkedHashMap<>(parameters);
        variables.forEach((name, value) -> all.put("{" + name + "}", List.of(value)));
        return new Request(method, sentMethod, path, all, headers, uriBytes, headBytes, body);
    }

    /** The same request taken for one with another method. */
    public Request as(String other) {
        return new Request(other, sentMethod, path, parameters, headers, uriBytes, headBytes, body);
    }

    /** The method it counts as. */
    public String method() {
        return method;
    }

    /** The method on the wire. */
    public String sentMethod() {
        return sentMethod;
    }

    public String path() {
        return path;
    }

    public int uriBytes() {
        return uriBytes;
    }

    /** Bytes of request line and headers; 0 if the server does not count them. */
    public int headBytes() {
        return headBytes;
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

    /** A parameter; empty if it is absent or blank. */
    public Optional<String> parameter(String name) {
        return values(name).stream().findFirst().filter(value -> !value.isBlank());
    }

    /** The values of a parameter, each part between commas one value; empty if it is absent. */
    public List<String> list(String name) {
        return values(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** The body as it came. */
    public byte[] body() {
        return body.clone();
    }

    /** True if the content type begins so. */
    public boolean hasType(String type) {
        return headers.getOrDefault("content-type", "").startsWith(type);
    }

    /**
     * The body as JSON, whatever its content type says; an empty body is an empty object.
     *
     * @throws JsonProcessingException if it is not JSON
     */
    public JsonNode jsonWhateverItsType() throws JsonProcessingException {
        return JSON.readTree(body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8));
    }

    /** The fields as a truth log may keep them: without secrets. */
    public Map<String, String> shownParameters() {
        return parameters.entrySet().stream()
                .filter(field -> !SECRETS.contains(field.getKey()))
                .filter(field -> !field.getKey().startsWith("{"))
                .collect(Collectors.toMap(Map.Entry::getKey, field -> String.join(",", field.getValue())));
    }

    private static byte[] unpacked(byte[] body, Map<String, String> headers) throws IOException {
        if (!headers.getOrDefault("content-encoding", "").equalsIgnoreCase("gzip")) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
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
