package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.touchpoint.collect.CollectorSettings;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * From which address a request came. Proxies that are trusted say so in {@code X-Forwarded-For}: read from its end, the first
 * address that is no trusted proxy. What stands before it anybody may have written.
 */
@ApplicationScoped
class ClientAddresses {
    private final List<AddressRange> trusted;

    ClientAddresses(CollectorSettings settings) {
        this.trusted =
                settings.trustedProxies().stream().map(AddressRange::parse).toList();
    }

    String clientOf(HttpServerRequest request) {
        return client(peerOf(request), request.headers().getAll("X-Forwarded-For"));
    }

    /** A trusted proxy that ends TLS says so in {@code X-Forwarded-Proto}. */
    String schemeOf(HttpServerRequest request) {
        String forwarded = request.getHeader("X-Forwarded-Proto");
        boolean https = request.isSSL() || ("https".equals(forwarded) && isTrusted(peerOf(request)));
        return https ? "https" : "http";
    }

    private static String peerOf(HttpServerRequest request) {
        return Optional.ofNullable(request.remoteAddress())
                .map(address -> Optional.ofNullable(address.hostAddress()).orElse(""))
                .orElse("");
    }

    String client(String peer, List<String> forwardedFor) {
        String client = peer;
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
            String hop = hops[i].strip();
            if (!AddressRange.isAddress(hop)) {
                break;
            }
            client = hop;
        }
        return client;
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
