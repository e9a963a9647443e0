package dev.touchstone.testing.marketo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as far as the API looks at it.
 *
 * @param method HTTP method
 * @param path path without query
 * @param parameters query and form fields
 * @param token access token of the {@code Authorization} header
 * @param uriBytes length of path and query as sent
 * @param bodyBytes length of the body; reading stops one byte above the limit
 */
record Request(
        String method,
        String path,
        Map<String, String> parameters,
        @Nullable String token,
        int uriBytes,
        int bodyBytes) {
    static final int MAX_URI_BYTES = 8 * 1024;
    static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final String BEARER = "Bearer ";

    static Request read(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MAX_BODY_BYTES + 1);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        addFields(exchange.getRequestURI().getRawQuery(), parameters);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
            addFields(new String(body, StandardCharsets.UTF_8), parameters);
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        boolean bearer = authorization != null && authorization.startsWith(BEARER);
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parameters,
                bearer ? authorization.substring(BEARER.length()) : null,
                exchange.getRequestURI().toString().length(),
                body.length);
    }

    /** A parameter; empty if it is absent or blank. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /** True for a read: a GET, or a POST that says it stands for one. */
    boolean isRead() {
        return method.equals("GET") || (method.equals("POST") && "GET".equals(parameters.get("_method")));
    }

    private static void addFields(@Nullable String encoded, Map<String, String> parameters) {
        if (encoded == null || encoded.isEmpty()) {
            return;
        }
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(decode(name), decode(value));
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
