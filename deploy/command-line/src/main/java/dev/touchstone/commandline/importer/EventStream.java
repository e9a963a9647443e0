package dev.touchstone.commandline.importer;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends web events, some thousand on one stream, in messages of 500. */
public final class EventStream {
    /** Events in one message. */
    public static final int BATCH = 500;

    /** Events on one stream: what is sent again if it breaks. */
    public static final int STREAM = 10_000;

    private static final int DEADLINE_SECONDS = 300;

    private EventStream() {}

    /**
     * Sends the events on one stream and waits until they are stored. While the service is unavailable the whole stream
     * is repeated, which changes nothing that was stored.
     *
     * @param events at most {@link #STREAM}
     */
    public static IngestWebEventsResponse send(Services services, List<WebEvent> events) {
        return services.call(Remote.TOUCHPOINT, channel -> new Attempt().run(channel, events));
    }

    /** One stream. Messages are handed over only while the transport takes them, so that they do not pile up. */
    private static final class Attempt
            implements ClientResponseObserver<IngestWebEventsRequest, IngestWebEventsResponse> {
        private @Nullable ClientCallStreamObserver<IngestWebEventsRequest> requests;
        private @Nullable IngestWebEventsResponse answer;
        private @Nullable Throwable failure;
        private boolean ended;

        IngestWebEventsResponse run(Channel channel, List<WebEvent> events) {
            try {
                return exchange(channel, events);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailed("interrupted");
            }
        }

        private IngestWebEventsResponse exchange(Channel channel, List<WebEvent> events) throws InterruptedException {
            var sink = WebEventServiceGrpc.newStub(channel)
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .ingestWebEvents(this);
            for (int from = 0; from < events.size() && awaitReady(); from += BATCH) {
                sink.onNext(IngestWebEventsRequest.newBuilder()
                        .addAllWebEvents(events.subList(from, Math.min(events.size(), from + BATCH)))
                        .build());
            }
            if (!hasEnded()) {
                sink.onCompleted();
            }
            return awaitAnswer();
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<IngestWebEventsRequest> stream) {
            requests = stream;
            stream.setOnReadyHandler(this::wake);
        }

        private synchronized void wake() {
            notifyAll();
        }

        private synchronized boolean hasEnded() {
            return ended;
        }

        /** False when the stream has ended already. */
        private synchronized boolean awaitReady() throws InterruptedException {
            while (!ended && requests != null && !requests.isReady()) {
                wait();
            }
            return !ended;
        }

        private synchronized IngestWebEventsResponse awaitAnswer() throws InterruptedException {
            while (!ended) {
                wait();
            }
            if (failure != null) {
                throw new StatusRuntimeException(Status.fromThrowable(failure), Status.trailersFromThrowable(failure));
            }
            if (answer == null) {
                throw Status.INTERNAL
                        .withDescription("the stream ended without an answer")
                        .asRuntimeException();
            }
            return answer;
        }

        @Override
        public synchronized void onNext(IngestWebEventsResponse value) {
            answer = value;
        }

        @Override
        public synchronized void onError(Throwable cause) {
            failure = cause;
            ended = true;
            notifyAll();
        }

        @Override
        public synchronized void onCompleted() {
            ended = true;
            notifyAll();
        }
    }
}
