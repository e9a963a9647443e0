package dev.touchstone.bench;

import com.google.protobuf.util.Timestamps;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.TouchpointChange;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import dev.touchstone.touchpoint.v1.WatchTouchpointsRequest;
import dev.touchstone.touchpoint.v1.WatchTouchpointsResponse;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import dev.touchstone.touchpoint.v1.WebEventType;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends events by the clock, whatever the service makes of them, and watches for the touchpoints. A message that goes out late
 * counts from when it was due, so that a service that stops for a second is seen to have stopped.
 */
final class LatencyRun implements StreamObserver<WatchTouchpointsResponse> {
    /** A message every five milliseconds at 2,000 events a second; its last event is a form of a visitor's tenth event. */
    private static final int MESSAGE = 10;

    private static final int STREAMS = 4;
    private static final int PAGES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Services services;
    private final int run;
    private final int messages;
    private final long nanosBetween;
    private final Map<String, Integer> messageOfPerson = new ConcurrentHashMap<>();
    private final long[] due;
    private final long[] seen;
    private final CountDownLatch watching = new CountDownLatch(1);
    private final AtomicInteger missing;
    private final CompletableFuture<Void> allSeen = new CompletableFuture<>();

    LatencyRun(Services services, int run, int eventsPerSecond, int seconds) {
        this.services = services;
        this.run = run;
        this.messages = eventsPerSecond / MESSAGE * seconds;
        this.nanosBetween = 1_000_000_000L * MESSAGE / eventsPerSecond;
        this.due = new long[messages];
        this.seen = new long[messages];
        this.missing = new AtomicInteger(messages);
    }

    /** From when an event with an e-mail address was due to be sent until its touchpoint was seen. */
    Percentiles run() throws InterruptedException {
        for (int i = 0; i < messages; i++) {
            messageOfPerson.put(PersonId.of(email(i)).toString(), i);
        }
        TouchpointServiceGrpc.newStub(services.channel(Remote.TOUCHPOINT))
                .watchTouchpoints(WatchTouchpointsRequest.getDefaultInstance(), this);
        if (!watching.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new CommandFailed("the stream of changes does not begin");
        }
        send();
        try {
            allSeen.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (RuntimeException e) {
            throw new CommandFailed("of " + messages + " touchpoints " + missing + " were not seen: " + e.getMessage());
        }
        long[] nanos = new long[messages];
        for (int i = 0; i < messages; i++) {
            nanos[i] = seen[i] - due[i];
        }
        return Percentiles.of(nanos);
    }

    private void send() {
        List<StreamObserver<IngestWebEventsRequest>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(WebEventServiceGrpc.newStub(services.channel(Remote.TOUCHPOINT))
                    .ingestWebEvents(new Answer()));
        }
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            due[i] = start + i * nanosBetween;
            for (long left = due[i] - System.nanoTime(); left > 0; left = due[i] - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            streams.get(i % STREAMS).onNext(message(i));
        }
        streams.forEach(StreamObserver::onCompleted);
    }

    private IngestWebEventsRequest message(int number) {
        IngestWebEventsRequest.Builder message = IngestWebEventsRequest.newBuilder();
        long now = System.currentTimeMillis();
        for (int i = 0; i < MESSAGE; i++) {
            boolean form = i == MESSAGE - 1;
            // The form is the tenth event of its visitor, the others are earlier events of the visitors to come.
            int visitor = number + MESSAGE - 1 - i;
            WebEvent.Builder event = WebEvent.newBuilder()
                    .setVisitorId("visitor-" + run + "-" + visitor)
                    .setEventId("event-" + i)
                    .setOccurTime(Timestamps.fromMillis(now))
                    .setType(form ? WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION : WebEventType.WEB_EVENT_TYPE_PAGE_VIEW)
                    .setPageUrl("https://www.example.com/page-" + visitor % PAGES)
                    .setReferrerUrl("https://www.google.com/");
            if (form) {
                event.setEmail(email(number));
            }
            message.addWebEvents(event);
        }
        return message.build();
    }

    private String email(int message) {
        return "person-" + run + "-" + message + "@example.com";
    }

    @Override
    public void onNext(WatchTouchpointsResponse response) {
        long now = System.nanoTime();
        watching.countDown();
        for (TouchpointChange change : response.getChangesList()) {
            Integer message = messageOfPerson.remove(change.getPersonId());
            if (message != null) {
                seen[message] = now;
                if (missing.decrementAndGet() == 0) {
                    allSeen.complete(null);
                }
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        allSeen.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {
        allSeen.completeExceptionally(new CommandFailed("the stream of changes ended"));
    }

    /** A stream that fails ends the measurement. */
    private final class Answer implements StreamObserver<IngestWebEventsResponse> {
        @Override
        public void onNext(IngestWebEventsResponse response) {
            if (response.getRefusedCount() > 0) {
                onError(new CommandFailed(response.getRefusedCount() + " events were refused"));
            }
        }

        @Override
        public void onError(Throwable error) {
            allSeen.completeExceptionally(error);
        }

        @Override
        public void onCompleted() {}
    }
}
