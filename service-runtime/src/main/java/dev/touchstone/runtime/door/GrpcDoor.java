package dev.touchstone.runtime.door;

import dev.touchstone.runtime.BytesInHand;
import io.grpc.Status;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts a {@link CheckedRequest} in the place of every gRPC request, before the server of Quarkus sees it. */
@ApplicationScoped
class GrpcDoor {
    private static final String GRPC = "application/grpc";
    /** Before every other route. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** All unfinished messages together may take that part of the heap, and at least a few large ones. */
    private static final int SHARE_OF_HEAP = 4;

    private static final int LARGE_MESSAGES = 4;

    private final long maxMessageBytes;
    private final BytesInHand bytesInHand;
    /** Whether the request that the router is just given was checked; the routes see nothing of its class. */
    private final ThreadLocal<Boolean> isEntering = ThreadLocal.withInitial(() -> false);

    GrpcDoor(
            @ConfigProperty(name = "quarkus.grpc.server.max-inbound-message-size") long maxMessageBytes,
            @ConfigProperty(name = "touchstone.grpc.unfinished-bytes") OptionalLong unfinishedBytes) {
        this.maxMessageBytes = maxMessageBytes;
        this.bytesInHand = new BytesInHand(unfinishedBytes.orElseGet(
                () -> Math.max(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, maxMessageBytes * LARGE_MESSAGES)));
    }

    void open(@Observes Router router) {
        router.route().order(FIRST).handler(context -> enter(router, context));
    }

    /** A request that is checked goes through all routes as if it had just come, and by here for the second time. */
    private void enter(Router router, RoutingContext context) {
        HttpServerRequest request = context.request();
        if (isEntering.get() || !isGrpc(request)) {
            isEntering.remove();
            context.next();
            return;
        }
        String encoding = request.getHeader("grpc-encoding");
        if (encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
            request.response().putHeader("grpc-accept-encoding", "identity");
            CheckedRequest.answer(
                    request,
                    Status.UNIMPLEMENTED.withDescription(
                            "the encoding " + encoding + " is not taken: send messages as they are"));
            return;
        }
        isEntering.set(true);
        router.handle(new CheckedRequest(
                (HttpServerRequestInternal) request,
                context.vertx(),
                new FrameCheck(maxMessageBytes),
                bytesInHand.share()));
    }

    private static boolean isGrpc(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(GRPC);
    }
}
