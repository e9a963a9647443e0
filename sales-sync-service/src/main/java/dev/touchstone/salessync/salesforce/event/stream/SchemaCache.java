package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.salesforce.auth.Session;
import dev.touchstone.salessync.salesforce.event.EventSchema;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.Broken;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The schemas of an organisation's events. An id means the same for ever, so each is fetched once. Thread-safe. */
final class SchemaCache {
    private final EventBus bus;
    private final Duration timeout;
    private final Map<String, EventSchema> schemas = new ConcurrentHashMap<>();

    SchemaCache(EventBus bus, Duration timeout) {
        this.bus = bus;
        this.timeout = timeout;
    }

    /**
     * The schema of an id.
     *
     * @throws StreamFailure if it cannot be fetched: the stream has to wait, because no event may be skipped
     */
    EventSchema get(Session session, String id) {
        @Nullable EventSchema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        String json = bus.schema(session, id, timeout);
        try {
            EventSchema fetched = EventSchema.parse(json);
            schemas.put(id, fetched);
            return fetched;
        } catch (IllegalArgumentException noSchema) {
            throw new StreamFailure(new Broken("a schema that cannot be read"));
        }
    }
}
