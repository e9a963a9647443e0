package dev.touchstone.touchpoint.collect.http;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** The addresses of the collector. */
@ApplicationScoped
class CollectorRoutes {
    private static final int MAX_TAG_BYTES = 64 * 1024;

    /** Pages send text, which browsers send to other domains without asking first. */
    private static final Set<String> CONTENT_TYPES = Set.of("application/json", "text/plain");

    private final HttpDoor door;
    private final CollectTagEvents collectTagEvents;

    CollectorRoutes(HttpDoor door, CollectTagEvents collectTagEvents) {
        this.door = door;
        this.collectTagEvents = collectTagEvents;
    }

    void open(@Observes Router router) {
        door.post(router, "/v1/events", CONTENT_TYPES, MAX_TAG_BYTES, collectTagEvents::collect);
    }
}
