package dev.touchstone.touchpoint.collect.http;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The addresses of the collector. */
@ApplicationScoped
class CollectorRoutes {
    private static final int MAX_TAG_BYTES = 64 * 1024;

    private final HttpDoor door;
    private final CollectTagEvents collectTagEvents;

    CollectorRoutes(HttpDoor door, CollectTagEvents collectTagEvents) {
        this.door = door;
        this.collectTagEvents = collectTagEvents;
    }

    void open(@Observes Router router) {
        door.post(router, "/v1/events", MAX_TAG_BYTES, collectTagEvents::collect);
    }
}
