package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.runtime.BytesInHand;
import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.IdSource;
import io.quarkus.logging.Log;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every HTTP door of the collector does: takes no more than it can hold, leaves the event loop, turns whatever goes wrong
 * into an answer, and lets the pages of registered domains read it. No cookie is set or read.
 */
@ApplicationScoped
public class HttpDoor {
    private static final long MAX_BYTES_IN_HAND = 48L * 1024 * 1024;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String JSON = "application/json";

    private final BlockingCalls calls;
    private final Origins origins;
    private final ClientAddresses addresses;
    private final IdSource ids;
    private final BytesInHand bytesInHand = new BytesInHand(MAX_BYTES_IN_HAND);

    HttpDoor(BlockingCalls calls, Origins origins, ClientAddresses addresses, IdSource ids) {
        this.calls = calls;
        this.origins = origins;
        this.addresses = addresses;
        this.ids = ids;
    }

    /**
     * Opens a door for requests with a JSON body.
     *
     * @param contentTypes what may be sent; none for anything that is JSON in the end
     * @param maxBytes largest body, packed or not
     * @param code answers, or throws {@link HttpRefusal}; may block
     */
    public void post(
            Router router, String path, Set<String> contentTypes, int maxBytes, Function<HttpCall, HttpAnswer> code) {
        router.route(HttpMethod.OPTIONS, path).handler(this::preflight);
        router.post(path)
                .handler(context -> receive(context, contentTypes, maxBytes, code))
                .failureHandler(this::fail);
    }

    /** Opens a door for requests without a body, which answers at once. */
    public void get(Router router, String path, Function<HttpCall, HttpAnswer> code) {
        router.route(HttpMethod.OPTIONS, path).handler(this::preflight);
        router.get(path)
                .handler(context -> answer(context, new byte[0], 0, bytesInHand.share(), code))
                .failureHandler(this::fail);
    }

    private void preflight(RoutingContext context) {
        HttpServerResponse response = context.response();
        allowOrigin(context.request(), response, false);
        response.putHeader("Access-Control-Allow-Methods", "GET, POST")
                .putHeader("Access-Control-Allow-Headers", "authorization, content-type")
                .putHeader("Access-Control-Max-Age", "86400")
                .setStatusCode(204)
                .end();
    }

    /** A sender who tells that it will send too much is refused before it does. What arrives counts, packed and unpacked. */
    private void receive(
            RoutingContext context, Set<String> contentTypes, int maxBytes, Function<HttpCall, HttpAnswer> code) {
        HttpServerRequest request = context.request();
        long announced = length(request);
        if (!contentTypes.isEmpty() && !contentTypes.contains(mediaType(request.getHeader("Content-Type")))) {
            String message = "send one of " + String.join(", ", contentTypes);
            refuse(context, HttpRefusal.forEver(415, "UNSUPPORTED_MEDIA_TYPE", message));
            return;
        }
        if (announced > maxBytes) {
            refuse(context, tooLarge(maxBytes));
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            context.response().writeContinue();
        }
        BytesInHand.Share share = bytesInHand.share();
        new IncomingBody(context, maxBytes, share, refusal -> refuse(context, refusal)).read(body -> {
            if (Gzip.isPacked(request.getHeader("Content-Encoding")) && !share.grow(maxBytes)) {
                share.release();
                refuse(context, IncomingBody.busy());
            } else {
                answer(context, body, maxBytes, share, code);
            }
        });
    }

    private static HttpRefusal tooLarge(int maxBytes) {
        return HttpRefusal.forEver(413, "TOO_LARGE", "the body has more than " + maxBytes + " bytes");
    }

    private static long length(HttpServerRequest request) {
        String header = request.getHeader("Content-Length");
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The share is held until the work is done, even if the client has gone meanwhile. */
    private void answer(
            RoutingContext context,
            byte[] body,
            int maxBytes,
            BytesInHand.Share share,
            Function<HttpCall, HttpAnswer> code) {
        Context eventLoop = context.vertx().getOrCreateContext();
        HttpServerRequest request = context.request();
        HttpCall packed = new HttpCall(
                addresses.schemeOf(request),
                request.authority() == null ? "" : request.authority().toString(),
                Objects.requireNonNullElse(request.path(), "/"),
                new HttpCall.Body(body),
                addresses.clientOf(request),
                name -> request.getHeader(name));
        calls.answer(() -> code.apply(Gzip.unpack(packed, maxBytes)))
                .onTermination()
                .invoke(share::release)
                .subscribe()
                .with(
                        answer -> eventLoop.runOnContext(ignored -> send(context, answer)),
                        error -> eventLoop.runOnContext(ignored -> send(context, refusal(error))));
    }

    private void fail(RoutingContext context) {
        switch (context.statusCode()) {
            case 400 -> refuse(context, HttpRefusal.forEver(400, "MALFORMED_REQUEST", "the request is malformed"));
            default ->
                send(
                        context,
                        refusal(Optional.ofNullable(context.failure())
                                .orElseGet(() -> new IllegalStateException("status " + context.statusCode()))));
        }
    }

    private void refuse(RoutingContext context, HttpRefusal refusal) {
        send(context, refusal(refusal));
    }

    private HttpAnswer refusal(Throwable error) {
        if (error instanceof HttpRefusal refusal) {
            String message = String.valueOf(refusal.getMessage());
            return new HttpAnswer(
                    refusal.status(), HttpMessages.error(refusal.reason(), message), refusal.retryAfter());
        }
        Optional<RpcFailure> outage = error instanceof RpcFailure.Unavailable unavailable
                ? Optional.of(unavailable)
                : DatabaseErrors.outage(error);
        if (outage.isPresent()) {
            String message = String.valueOf(outage.get().getMessage());
            return new HttpAnswer(503, HttpMessages.error(outage.get().reason(), message), RETRY_AFTER);
        }
        String incident = ids.next().toString();
        Log.errorf(error, "internal error, incident %s", incident);
        return new HttpAnswer(500, HttpMessages.error("INTERNAL", "internal error; incident " + incident), null);
    }

    private void send(RoutingContext context, HttpAnswer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        // A page that may not send must be able to read so: a browser that cannot takes it for a lost connection, and
        // its tag
        // would send again for days.
        allowOrigin(context.request(), response, answer.status() == 401 || answer.status() == 403);
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", JSON)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'")
                .putHeader("Referrer-Policy", "no-referrer");
        if (answer.retryAfter() != null) {
            response.putHeader(
                    "Retry-After", Long.toString(Math.max(1, answer.retryAfter().toSeconds())));
        }
        if (answer.status() == 413 || answer.status() == 408) {
            // The rest of the body is not worth reading.
            response.putHeader("Connection", "close");
        }
        response.end(answer.json());
    }

    private void allowOrigin(HttpServerRequest request, HttpServerResponse response, boolean anybody) {
        response.putHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin != null && origins.mayRead(origin)) {
            response.putHeader("Access-Control-Allow-Origin", origin)
                    .putHeader("Access-Control-Expose-Headers", "Retry-After");
        } else if (anybody) {
            response.putHeader("Access-Control-Allow-Origin", "*");
        }
    }

    private static String mediaType(@Nullable String header) {
        String type = header == null ? "" : header;
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
