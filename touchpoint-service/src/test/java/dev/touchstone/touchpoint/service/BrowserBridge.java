package dev.touchstone.touchpoint.service;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.touchpoint.v1.ListSessionsRequest;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteDomain;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Lets the browser's scenarios ask what the service made of their events, and change a site, over HTTP on this machine. */
final class BrowserBridge implements AutoCloseable {
    private static final String EVENTS = """
            SELECT coalesce(json_agg(json_build_object('pageUrl', e.page_url, 'type', e.type, 'email', e.email,
                       'alias', e.alias, 'formName', e.form_name, 'consentGiven', coalesce(c.consent_given, false))
                       ORDER BY e.occurred_at, e.sequence), '[]'::json)::text
            FROM web_event e LEFT JOIN web_context c USING (context_id)
            WHERE e.visitor_id = '%s'
            """;

    private final TouchpointClient client;
    private final SiteClient sites;
    private final StoredState state;
    private final HttpServer server;

    BrowserBridge(TouchpointClient client, SiteClient sites, AgroalDataSource dataSource) throws IOException {
        this.client = client;
        this.sites = sites;
        state = new StoredState(dataSource);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        String body;
        try {
            body = answer(exchange.getRequestURI().getPath(), parameters(exchange.getRequestURI()));
        } catch (Exception | AssertionError e) {
            status = 500;
            body = e.toString();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String answer(String path, Map<String, String> parameters) throws InvalidProtocolBufferException {
        return switch (path) {
            case "/sessions" -> {
                client.awaitDerived();
                yield JsonFormat.printer()
                        .print(client.sessions.listSessions(ListSessionsRequest.newBuilder()
                                .setVisitorId(parameters.get("visitorId"))
                                .build()));
            }
            case "/journey" -> {
                client.awaitDerived();
                yield JsonFormat.printer().print(client.journey(parameters.get("email")));
            }
            case "/events" ->
                state.texts(EVENTS.formatted(parameters.get("visitorId").replace("'", "")))
                        .get(0);
            case "/lead" -> {
                client.sync(Facts.lead(parameters.get("id"), parameters.get("email"), Instant.now()));
                yield "";
            }
            case "/domain" -> {
                enable(parameters.get("domain"), Boolean.parseBoolean(parameters.get("enabled")));
                yield "";
            }
            default -> throw new IllegalArgumentException(path);
        };
    }

    private void enable(String domain, boolean enabled) {
        Site site = sites.get();
        Site.Builder changed = site.toBuilder().clearDomains();
        for (SiteDomain registered : site.getDomainsList()) {
            changed.addDomains(
                    registered.getDomain().equals(domain)
                            ? registered.toBuilder().setEnabled(enabled).build()
                            : registered);
        }
        sites.update(changed.build());
    }

    private static Map<String, String> parameters(URI uri) {
        return uri.getRawQuery() == null || uri.getRawQuery().isEmpty()
                ? Map.of()
                : Arrays.stream(uri.getRawQuery().split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
