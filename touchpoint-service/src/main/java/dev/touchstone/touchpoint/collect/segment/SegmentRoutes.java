package dev.touchstone.touchpoint.collect.segment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.touchpoint.collect.http.Admission;
import dev.touchstone.touchpoint.collect.http.HttpAnswer;
import dev.touchstone.touchpoint.collect.http.HttpCall;
import dev.touchstone.touchpoint.collect.http.HttpDoor;
import dev.touchstone.touchpoint.collect.http.HttpRefusal;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The addresses of Segment's tracking API, the short ones that its browser library uses included. */
@ApplicationScoped
class SegmentRoutes {
    /** Segment's own limit of a batch. */
    private static final int MAX_BYTES = 500 * 1024;

    /** RudderStack's library sends packed JSON under the content type of a form. */
    private static final Set<String> ANY = Set.of();

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("/v1/page", "page"),
            Map.entry("/v1/p", "page"),
            Map.entry("/v1/identify", "identify"),
            Map.entry("/v1/i", "identify"),
            Map.entry("/v1/track", "track"),
            Map.entry("/v1/t", "track"),
            Map.entry("/v1/screen", "screen"),
            Map.entry("/v1/s", "screen"),
            Map.entry("/v1/group", "group"),
            Map.entry("/v1/g", "group"),
            Map.entry("/v1/alias", "alias"),
            Map.entry("/v1/a", "alias"));
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,255}");

    private final HttpDoor door;
    private final CollectSegmentMessages messages;
    private final Admission admission;

    SegmentRoutes(HttpDoor door, CollectSegmentMessages messages, Admission admission) {
        this.door = door;
        this.messages = messages;
        this.admission = admission;
    }

    void open(@Observes Router router) {
        TYPES.forEach((path, type) -> door.post(router, path, ANY, MAX_BYTES, call -> messages.collect(call, type)));
        door.post(router, "/v1/batch", ANY, MAX_BYTES, messages::collectBatch);
        door.post(router, "/v1/b", ANY, MAX_BYTES, messages::collectBatch);
        // What the browser library measures of itself concerns nobody here.
        door.post(router, "/v1/m", ANY, MAX_BYTES, call -> CollectSegmentMessages.SUCCESS);
        door.get(router, "/v1/projects/:writeKey/settings", this::settings);
    }

    /** What the browser library asks for before it sends anything: to send here, and to nobody else. */
    private HttpAnswer settings(HttpCall call) {
        String[] path = call.path().split("/", -1);
        String writeKey = path[path.length - 2];
        admission.scope(writeKey);
        if (!AUTHORITY.matcher(call.authority()).matches()) {
            throw HttpRefusal.forEver(400, "MALFORMED_REQUEST", "the request names no host");
        }
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.putObject("integrations")
                .putObject("Segment.io")
                .put("apiKey", writeKey)
                .put("apiHost", call.authority() + "/v1")
                .put("protocol", call.scheme());
        settings.putObject("plan");
        settings.putObject("edgeFunction");
        settings.putArray("remotePlugins");
        settings.putObject("metrics").put("sampleRate", 0);
        return HttpAnswer.ok(settings.toString());
    }
}
