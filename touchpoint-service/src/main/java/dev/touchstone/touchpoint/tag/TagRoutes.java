package dev.touchstone.touchpoint.tag;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the tag, for pages of any origin: the newest, the one of this build, and what a page needs to load exactly
 * the latter ({@code version}, {@code path} and {@code integrity}). All of it is in memory, so that the event loop answers.
 */
@ApplicationScoped
class TagRoutes {
    private static final String JAVASCRIPT = "text/javascript; charset=UTF-8";
    private static final String JSON = "application/json";
    /** Five minutes, so that a new tag is everywhere soon; a day longer while the service cannot be asked. */
    private static final String SHORT = "public, max-age=300, stale-if-error=86400";

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final int NOT_MODIFIED = 304;

    private final BrowserTag tag = BrowserTag.load();
    private final Buffer script = Buffer.buffer(tag.script());
    private final Buffer manifest = Buffer.buffer("""
            {"version":"%s","path":"%s","integrity":"%s"}
            """.formatted(tag.version(), tag.path(), tag.integrity()));

    void open(@Observes Router router) {
        serve(router, "/tag/v1/touchstone.js", script, JAVASCRIPT, SHORT);
        serve(router, tag.path(), script, JAVASCRIPT, FOREVER);
        serve(router, "/tag/manifest.json", manifest, JSON, SHORT);
    }

    private void serve(Router router, String path, Buffer body, String type, String caching) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> respond(context, body, type, caching));
    }

    private void respond(RoutingContext context, Buffer body, String type, String caching) {
        HttpServerRequest request = context.request();
        String etag = '"' + tag.hash() + '"';
        HttpServerResponse response = context.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader("Cache-Control", caching)
                .putHeader("ETag", etag);
        if (names(request.getHeader("If-None-Match"), etag)) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        response.putHeader("Content-Type", type);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    /** True if the header names the tag; caches may have made it weak, and it may be one of several. */
    private static boolean names(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(named -> named.equals("*") || named.equals(etag) || named.equals("W/" + etag));
    }
}
