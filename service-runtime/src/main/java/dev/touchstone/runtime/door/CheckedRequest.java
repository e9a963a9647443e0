package dev.touchstone.runtime.door;

import dev.touchstone.runtime.BytesInHand;
import io.grpc.Status;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC request whose frames are followed on their way to the server: a malformed one ends the call with a status, unfinished messages
 * take no more memory than all may together, and none is waited for without end. All of it happens on the event loop of the connection.
 */
final class CheckedRequest extends HttpServerRequestWrapper {
    /** For the rest of a message after a part of it, and for the client to stop after the answer. */
    static final Duration DEADLINE = Duration.ofMinutes(1);

    private static final int HTTP_OK = 200;
    private static final long NO_ERROR = 0;
    private static final long CANCEL = 8;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final FrameCheck check;
    private final BytesInHand.Share share;
    private long timer = NO_TIMER;
    /** Messages that were finished when the wait for the rest of the next one began. */
    private long finishedBefore;

    private boolean isPaused;
    private boolean isOver;
    private @Nullable Handler<Throwable> broken;

    CheckedRequest(HttpServerRequestInternal request, Vertx vertx, FrameCheck check, BytesInHand.Share share) {
        super(request);
        this.vertx = vertx;
        this.check = check;
        this.share = share;
    }

    @Override
    public HttpServerRequest handler(@Nullable Handler<Buffer> next) {
        super.handler(next == null ? null : bytes -> take(bytes, next));
        return this;
    }

    @Override
    public HttpServerRequest endHandler(@Nullable Handler<Void> next) {
        super.endHandler(next == null ? null : end -> finish(next));
        return this;
    }

    @Override
    public HttpServerRequest exceptionHandler(@Nullable Handler<Throwable> next) {
        broken = next;
        super.exceptionHandler(error -> {
            stop();
            if (next != null) {
                next.handle(error);
            }
        });
        return this;
    }

    @Override
    public HttpServerRequest pause() {
        isPaused = true;
        super.pause();
        return this;
    }

    @Override
    public HttpServerRequest resume() {
        isPaused = false;
        super.resume();
        return this;
    }

    @Override
    public HttpServerRequest fetch(long amount) {
        isPaused = false;
        super.fetch(amount);
        return this;
    }

    private void take(Buffer bytes, Handler<Buffer> next) {
        if (isOver) {
            return;
        }
        if (response().ended()) {
            // Who goes on sending after the answer is told to stop, behind the answer.
            stop();
            context().runOnContext(ignored -> response().reset(NO_ERROR));
            return;
        }
        Optional<Status> problem = check.take(bytes).or(this::hold);
        if (problem.isPresent()) {
            refuse(problem.get());
        } else {
            next.handle(bytes);
        }
    }

    /** Holds what is unfinished now, instead of what was before. */
    private Optional<Status> hold() {
        share.release();
        long unfinished = check.unfinished();
        if (unfinished == 0) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
            return Optional.empty();
        }
        if (timer == NO_TIMER) {
            waitForTheRest();
        }
        return share.grow(unfinished)
                ? Optional.empty()
                : Optional.of(Status.RESOURCE_EXHAUSTED.withDescription(
                        "too many unfinished messages are in hand; send it again"));
    }

    private void waitForTheRest() {
        finishedBefore = check.finished();
        timer = vertx.setTimer(DEADLINE.toMillis(), ignored -> tooSlow());
    }

    /**
     * A server that works on what came before takes nothing meanwhile, which is no fault of the sender; nor is it that a buffer ended within
     * another message than the one that the wait began with.
     */
    private void tooSlow() {
        if (isOver) {
            return;
        }
        if (isPaused || check.finished() > finishedBefore) {
            waitForTheRest();
        } else if (response().ended()) {
            stop();
            response().reset(NO_ERROR);
        } else {
            refuse(Status.DEADLINE_EXCEEDED.withDescription(
                    "a message did not arrive within " + DEADLINE.toSeconds() + " s of its beginning"));
        }
    }

    private void finish(Handler<Void> next) {
        if (isOver) {
            return;
        }
        stop();
        Optional<Status> problem = response().ended() ? Optional.empty() : check.end();
        if (problem.isPresent()) {
            cancelAndAnswer(problem.get());
        } else {
            next.handle(null);
        }
    }

    private void stop() {
        isOver = true;
        share.release();
        vertx.cancelTimer(timer);
    }

    private void refuse(Status status) {
        stop();
        cancelAndAnswer(status);
        context().runOnContext(ignored -> response().reset(NO_ERROR));
    }

    /** The server must not answer any more: for it the client is gone. It may say so at once, and is too late then. */
    private void cancelAndAnswer(Status status) {
        answer(this, status);
        if (broken != null) {
            broken.handle(new StreamResetException(CANCEL));
        }
    }

    /** Ends a call. */
    static void answer(HttpServerRequest request, Status status) {
        HttpServerResponse response = request.response();
        String code = Integer.toString(status.getCode().value());
        String message = URLEncoder.encode(String.valueOf(status.getDescription()), StandardCharsets.UTF_8)
                .replace("+", "%20");
        if (response.ended()) {
            return;
        }
        if (response.headWritten()) {
            response.putTrailer("grpc-status", code).putTrailer("grpc-message", message);
        } else {
            response.setStatusCode(HTTP_OK)
                    .putHeader("content-type", "application/grpc")
                    .putHeader("grpc-status", code)
                    .putHeader("grpc-message", message);
        }
        response.end();
    }
}
