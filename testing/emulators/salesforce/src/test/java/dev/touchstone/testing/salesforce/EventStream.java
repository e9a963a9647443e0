package dev.touchstone.testing.salesforce;

import dev.touchstone.salesforce.eventbus.v1.ConsumerEvent;
import dev.touchstone.salesforce.eventbus.v1.FetchRequest;
import dev.touchstone.salesforce.eventbus.v1.FetchResponse;
import dev.touchstone.testing.salesforce.pubsub.BusError;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One subscription of a test. */
final class EventStream implements StreamObserver<FetchResponse> {
    private static final int PATIENCE = 30;

    private final BlockingQueue<FetchResponse> responses = new LinkedBlockingQueue<>();
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();
    private StreamObserver<FetchRequest> requests;

    void begin(StreamObserver<FetchRequest> to) {
        requests = to;
    }

    EventStream send(FetchRequest request) {
        requests.onNext(request);
        return this;
    }

    EventStream request(int events) {
        return send(FetchRequest.newBuilder().setNumRequested(events).build());
    }

    /** The next response, with or without events. */
    FetchResponse next() throws InterruptedException {
        FetchResponse response = responses.poll(PATIENCE, TimeUnit.SECONDS);
        if (response == null) {
            throw new AssertionError("no response came; the stream: " + end.getNow(null));
        }
        return response;
    }

    /** The next events, no matter in how many responses they come. */
    List<ConsumerEvent> events(int number) throws InterruptedException {
        List<ConsumerEvent> events = new ArrayList<>();
        while (events.size() < number) {
            events.addAll(next().getEventsList());
        }
        return events;
    }

    /** True if a response has come that was not looked at. */
    boolean hasMore() {
        return !responses.isEmpty();
    }

    /** How the stream ended. */
    Status status() throws Exception {
        return Status.fromThrowable(end.get(PATIENCE, TimeUnit.SECONDS));
    }

    /** What the trailers call the error with which the stream ended. */
    String errorCode() throws Exception {
        return errorCode(end.get(PATIENCE, TimeUnit.SECONDS));
    }

    static String errorCode(Throwable failure) {
        Metadata trailers = Status.trailersFromThrowable(failure);
        return trailers == null ? "" : String.valueOf(trailers.get(BusError.ERROR_CODE));
    }

    void leave() {
        requests.onCompleted();
    }

    @Override
    public void onNext(FetchResponse response) {
        responses.add(response);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(failure);
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK.asException());
    }
}
