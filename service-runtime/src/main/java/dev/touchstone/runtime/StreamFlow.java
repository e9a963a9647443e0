package dev.touchstone.runtime;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/**
 * Slows down clients that send faster than their messages are worked off, or than they read the answers.
 *
 * <p>The generated adapters ask for the next message of a stream as soon as they have been given one and keep it in a queue
 * without bound, so a quick client would fill the memory. Here the next message is asked for when one has been worked off;
 * until then gRPC's flow control stops the client. Nor do the adapters ask whether the client takes their answers, which then wait
 * in the transport's memory; so the next message is not asked for either while the transport is full of answers.
 */
@GlobalInterceptor
@ApplicationScoped
public class StreamFlow implements ServerInterceptor {
    /** Messages that a stream may have here, so that the next is there when one is done. */
    private static final int AHEAD = 4;

    private static final Context.Key<Flow<?, ?>> CURRENT = Context.key("touchstone-stream-flow");

    @Override
    public <Q, P> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
        if (call.getMethodDescriptor().getType().clientSendsOneMessage()) {
            return next.startCall(call, headers);
        }
        Flow<Q, P> flow = new Flow<>(call);
        ServerCall.Listener<Q> listener =
                Contexts.interceptCall(Context.current().withValue(CURRENT, flow), flow, headers, next);
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onReady() {
                super.onReady();
                flow.answersTaken();
            }
        };
    }

    /** What to do when a message of the stream that is just being started has been worked off. */
    static Runnable messageDone() {
        Flow<?, ?> flow = CURRENT.get();
        return flow == null ? () -> {} : flow::messageDone;
    }

    private static final class Flow<Q, P> extends SimpleForwardingServerCall<Q, P> {
        private final io.vertx.core.Context eventLoop =
                Objects.requireNonNull(Vertx.currentContext(), "calls start on an event loop");
        private boolean started;
        /** Messages that were worked off and have not been asked for again; on the event loop only. */
        private int owed;

        Flow(ServerCall<Q, P> call) {
            super(call);
        }

        /** The adapter asks each time it has put a message into its queue; only its first request begins the stream. */
        @Override
        public void request(int messages) {
            if (!started) {
                started = true;
                super.request(AHEAD);
            }
        }

        void messageDone() {
            eventLoop.runOnContext(ignored -> {
                owed++;
                ask();
            });
        }

        void answersTaken() {
            eventLoop.runOnContext(ignored -> ask());
        }

        private void ask() {
            if (owed > 0 && isReady()) {
                int messages = owed;
                owed = 0;
                delegate().request(messages);
            }
        }
    }
}
