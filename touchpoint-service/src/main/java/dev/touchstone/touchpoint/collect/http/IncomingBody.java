package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.runtime.BytesInHand;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A body on its way. By hand, because what Vert.x brings reads a body by its content type, and clients send JSON under any. All
 * of it happens on the event loop of the connection.
 */
final class IncomingBody {
    /** For all of it: whoever announces much and sends nothing is not waited for. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private final RoutingContext context;
    private final int maxBytes;
    private final BytesInHand.Share share;
    private final Consumer<HttpRefusal> refused;
    private final Buffer body = Buffer.buffer();
    private boolean over;

    /**
     * @param maxBytes largest body
     * @param share grows as bytes arrive, not before
     * @param refused told once, if the body is too large or too slow
     */
    IncomingBody(RoutingContext context, int maxBytes, BytesInHand.Share share, Consumer<HttpRefusal> refused) {
        this.context = context;
        this.maxBytes = maxBytes;
        this.share = share;
        this.refused = refused;
    }

    /** Reads it, and gives it on unless it is refused. */
    void read(Consumer<byte[]> whole) {
        HttpServerRequest request = context.request();
        long timer = context.vertx().setTimer(DEADLINE.toMillis(), ignored -> tooSlow());
        request.exceptionHandler(closed -> {
            context.vertx().cancelTimer(timer);
            stop();
        });
        request.handler(this::take).endHandler(end -> {
            context.vertx().cancelTimer(timer);
            if (!over) {
                over = true;
                whole.accept(body.getBytes());
            }
        });
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        if (body.length() + chunk.length() > maxBytes) {
            refuse(HttpRefusal.forEver(413, "TOO_LARGE", "the body has more than " + maxBytes + " bytes"));
        } else if (!share.grow(chunk.length())) {
            refuse(busy());
        } else {
            body.appendBuffer(chunk);
        }
    }

    static HttpRefusal busy() {
        return HttpRefusal.forNow(429, "BUSY", "too many requests are in hand; send it again", Duration.ofSeconds(1));
    }

    /** The connection is of no use any more: the rest of the body may come at any time, or never. */
    private void tooSlow() {
        if (!over) {
            refuse(HttpRefusal.forNow(
                    408,
                    "TOO_SLOW",
                    "the body must arrive within " + DEADLINE.toSeconds() + " s",
                    Duration.ofSeconds(1)));
        }
        context.request().connection().close();
    }

    private void refuse(HttpRefusal refusal) {
        stop();
        refused.accept(refusal);
    }

    private void stop() {
        if (!over) {
            over = true;
            share.release();
        }
    }
}
